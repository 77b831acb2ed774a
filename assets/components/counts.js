// A sentence whose numbers are buttons: each shows the claims it counts, or all of them again.
import { boxOf, focusAgain, focusedIn, partOfPage } from "../component.js";
import { makeButton } from "../dom.js";

/** @typedef {{ text: string, shows?: string, title?: string, on?: boolean }} Part */
/** @typedef {{ parts: Part[], below: string }} Data */

/** @param {import("../component.js").Component<Data>} component */
export default function drawCounts({ data, parentElement, setTriggerValue }) {
  const box = boxOf(parentElement, "p");
  const focused = focusedIn(parentElement);
  const words = data.parts.map(({ text, shows, title, on }) => {
    if (!shows) return text;
    const show = () => {
      setTriggerValue("shows", shows);
      partOfPage(data.below)?.scrollIntoView({ block: "start" });
    };
    return makeButton(text, show, {
      class: "count",
      "data-id": shows,
      title,
      "aria-pressed": String(Boolean(on)),
    });
  });
  box.replaceChildren(...words);
  focusAgain(box, focused);
}
