// Copies the address as it stands; where the browser forbids that, shows it ready to be copied by hand.
export default function ({ data, parentElement }) {
  if (parentElement.querySelector(".box")) return;
  const box = document.createElement("div"); box.className = "box";
  const button = document.createElement("button"); button.type = "button"; button.className = "copy"; button.textContent = data.label;
  const said = document.createElement("p"); said.className = "quiet"; said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = data.done;
    } catch {
      const field = document.createElement("input");
      field.readOnly = true; field.value = location.href; field.setAttribute("aria-label", data.byHand);
      said.replaceChildren(field); field.select();
    }
  });
  box.append(button, said);
  parentElement.append(box);
}
