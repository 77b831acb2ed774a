// A document with its marked spans; segments never nest, a segment opens the narrowest claim that covers it.
export default function ({ data, parentElement, setTriggerValue }) {
  let box = parentElement.querySelector(".box");
  if (!box) { box = document.createElement("div"); box.className = "box"; parentElement.append(box); }
  const text = document.createElement("div"); text.className = "text"; text.dir = "auto";
  if (data.lang) text.lang = data.lang;
  for (const segment of data.segments) {
    if (!segment.id) { text.append(segment.text); continue; }
    const mark = document.createElement("mark");
    mark.className = `span ${segment.kinds.join(" ")} ${segment.on ? "on" : ""}`;
    mark.textContent = segment.text;
    mark.title = segment.title;
    if (segment.first) {
      mark.tabIndex = 0; mark.setAttribute("role", "button");
      mark.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); setTriggerValue("open", segment.id); }
      });
    }
    mark.addEventListener("click", () => setTriggerValue("open", segment.id));
    text.append(mark);
  }
  box.replaceChildren(text);
  if (box.dataset.at !== data.at) {
    box.dataset.at = data.at;
    if (data.at) box.querySelector(".on")?.scrollIntoView({ block: "center" });
  }
}
