// A sentence whose numbers are buttons: each shows the claims it counts, or all of them again.
export default function ({ data, parentElement, setTriggerValue }) {
  let box = parentElement.querySelector(".box");
  if (!box) { box = document.createElement("p"); box.className = "box"; parentElement.append(box); }
  const focused = parentElement.activeElement?.getAttribute?.("data-id");
  box.replaceChildren(...data.parts.map((part) => {
    if (!part.shows) return document.createTextNode(part.text);
    const button = document.createElement("button"); button.type = "button"; button.className = "count"; button.textContent = part.text;
    button.dataset.id = part.shows; button.title = part.title;
    button.setAttribute("aria-pressed", String(Boolean(part.on)));
    button.addEventListener("click", () => {
      setTriggerValue("shows", part.shows);
      document.querySelector(`.st-key-${CSS.escape(data.below)}`)?.scrollIntoView({ block: "start" });
    });
    return button;
  }));
  if (focused) box.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
