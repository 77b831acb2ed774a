// A citation with the address as it stands, ready to be copied.
export default function ({ data, parentElement }) {
  let box = parentElement.querySelector(".box");
  if (!box) { box = document.createElement("div"); box.className = "box"; parentElement.append(box); }
  const words = () => `${data.citation}, ${here()}`;
  const text = document.createElement("p"); text.className = "citation"; text.dir = "auto"; text.textContent = words();
  const said = document.createElement("p"); said.className = "quiet"; said.setAttribute("role", "status");
  const button = document.createElement("button"); button.type = "button"; button.className = "copy"; button.textContent = data.label;
  button.addEventListener("click", async () => {
    text.textContent = words();
    try {
      await navigator.clipboard.writeText(words());
      said.textContent = data.done;
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = data.byHand;
    }
  });
  box.replaceChildren(text, button, said);
}
