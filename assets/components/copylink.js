// Copies the address as it stands; where the browser forbids that, shows it ready to be copied by hand.
import { boxOf } from "../component.js";
import { make, makeButton } from "../dom.js";

/** @typedef {{ label: string, done: string, byHand: string }} Data */

/** @param {import("../component.js").Component<Data>} component */
export default function drawCopyLink({ data, parentElement }) {
  const box = boxOf(parentElement);
  if (box.childElementCount) return;
  const said = make("p", { class: "quiet", role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = data.done;
    } catch {
      const field = make("input", { readonly: true, "aria-label": data.byHand });
      field.value = location.href;
      said.replaceChildren(field);
      field.select();
    }
  };
  box.append(makeButton(data.label, copy, { class: "copy" }), said);
}
