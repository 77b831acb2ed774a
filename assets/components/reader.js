// A document with its marked spans; segments never nest, a segment opens the narrowest claim that covers it.
import { boxOf } from "../component.js";
import { make } from "../dom.js";

/**
 * @typedef {object} Segment
 * @property {string} text
 * @property {string} [id] The claim that it opens.
 * @property {string[]} kinds
 * @property {string} title
 * @property {boolean} [on]
 * @property {boolean} [first] Whether it is the first of its claim, which the keyboard reaches.
 */
/** @typedef {{ segments: Segment[], lang?: string, at: string }} Data */

/** @param {import("../component.js").Component<Data>} component */
export default function drawDocument({ data, parentElement, setTriggerValue }) {
  const box = boxOf(parentElement);
  const open = (/** @type {string} */ id) => setTriggerValue("open", id);
  const parts = data.segments.map((segment) =>
    segment.id ? makeMark(segment, segment.id, open) : segment.text,
  );
  box.replaceChildren(make("div", { class: "text", dir: "auto", lang: data.lang || null }, ...parts));
  if (box.dataset.at === data.at) return;
  box.dataset.at = data.at;
  if (data.at) box.querySelector(".on")?.scrollIntoView({ block: "center" });
}

/**
 * @param {Segment} segment
 * @param {string} id
 * @param {(id: string) => void} open
 */
const makeMark = ({ text, kinds, title, on, first }, id, open) => {
  const mark = make("mark", { class: `span ${kinds.join(" ")} ${on ? "on" : ""}`, title }, text);
  mark.addEventListener("click", () => open(id));
  if (!first) return mark;
  mark.tabIndex = 0;
  mark.setAttribute("role", "button");
  mark.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open(id);
  });
  return mark;
};
