// Copies the address as it stands, or that of one chart of the page; where the browser forbids that, shows it
// ready to be copied by hand.
import { here, withOnly } from "../address.js";
import { boxOf } from "../component.js";
import { make, makeButton } from "../dom.js";

/** @typedef {{ label: string, done: string, byHand: string, only?: string }} Data */

/** @param {import("../component.js").Component<Data>} component */
export default function drawCopyLink({ data, parentElement }) {
  const box = boxOf(parentElement);
  if (box.childElementCount) return;
  const said = make("p", { class: "quiet", role: "status" });
  const link = () => (data.only ? withOnly(here(), data.only) : location.href);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link());
      said.textContent = data.done;
    } catch {
      const field = make("input", { readonly: true, "aria-label": data.byHand });
      field.value = link();
      said.replaceChildren(field);
      field.select();
    }
  };
  box.append(makeButton(data.label, copy, { class: "copy" }), said);
}
