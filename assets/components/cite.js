// A citation with the address as it stands, ready to be copied.
import { here } from "../address.js";
import { boxOf } from "../component.js";
import { make, makeButton } from "../dom.js";

/** @typedef {{ citation: string, label: string, done: string, byHand: string }} Data */

/** @param {import("../component.js").Component<Data>} component */
export default function drawCitation({ data, parentElement }) {
  const words = () => `${data.citation}, ${here()}`;
  const text = make("p", { class: "citation", dir: "auto" }, words());
  const said = make("p", { class: "quiet", role: "status" });
  const copy = async () => {
    text.textContent = words();
    try {
      await navigator.clipboard.writeText(words());
      said.textContent = data.done;
    } catch {
      getSelection()?.selectAllChildren(text);
      said.textContent = data.byHand;
    }
  };
  boxOf(parentElement).replaceChildren(text, makeButton(data.label, copy, { class: "copy" }), said);
}
