// Lanes of marks along one axis. A picture with a text alternative: the same claims stand in the list beside
// it.
import { boxOf } from "../component.js";
import { make, makeSwatch } from "../dom.js";

/** @typedef {{ at: number, label: string }} Tick */
/**
 * @typedef {object} Mark
 * @property {string} id
 * @property {string} title
 * @property {number} at Percent of the axis, as `width` is.
 * @property {number} [width]
 * @property {number} size Pixels.
 * @property {string} [color]
 * @property {string} [shape]
 * @property {boolean} [on]
 */
/** @typedef {{ label: string, color?: string, note?: string, marks: Mark[] }} Lane */
/** @typedef {{ caption: string, alt: string, credit?: string, lanes: Lane[], axis: Tick[] }} Data */

/** @param {import("../component.js").Component<Data>} component */
export default function drawStrip({ data, parentElement, setTriggerValue }) {
  const box = boxOf(parentElement);
  const open = (/** @type {string} */ id) => setTriggerValue("open", id);
  const lanes = data.lanes.map((lane) => makeLane(lane, data.axis, open));
  const picture = make("div", { class: "picture", role: "img", "aria-label": data.alt }, ...lanes);
  picture.append(makeAxis(data.axis));
  box.replaceChildren(make("figure", {}, make("figcaption", {}, data.caption), picture));
  box.dataset.credit = data.credit ?? "";
}

/**
 * @param {Lane} lane
 * @param {Tick[]} axis
 * @param {(id: string) => void} open
 */
const makeLane = ({ label, color, note, marks }, axis, open) => {
  const track = make("div", { class: "track" });
  for (const { at } of axis) {
    const line = make("div", { class: "grid" });
    line.style.left = `${at}%`;
    track.append(line);
  }
  track.append(...marks.map((mark) => makeMark(mark, mark.color || color || "", open)));
  if (note) track.append(make("span", { class: "note" }, note));
  const name = make("div", { class: "name", title: label }, color && makeSwatch(color), label);
  return make("div", { class: "lane" }, name, track);
};

/**
 * @param {Mark} mark
 * @param {string} color
 * @param {(id: string) => void} open
 */
const makeMark = ({ id, title, at, width, size, shape, on }, color, open) => {
  const mark = make("span", { class: `mark ${shape || ""} ${on ? "on" : ""}`, title });
  Object.assign(mark.style, {
    left: `${at}%`,
    width: width ? `max(3px, ${width}%)` : `${size}px`,
    height: `${size}px`,
    background: color,
    borderColor: color,
  });
  mark.addEventListener("click", () => open(id));
  return mark;
};

/** @param {Tick[]} ticks */
const makeAxis = (ticks) => {
  const labels = ticks.map(({ at, label }) => {
    const tick = make("span", {}, label);
    tick.style.left = `${at}%`;
    // At the ends a label stands beside its tick, or it would be cut off.
    if (at < 4) tick.style.transform = "none";
    if (at > 96) tick.style.transform = "translateX(-100%)";
    return tick;
  });
  const axis = make(
    "div",
    { class: "lane" },
    make("div", { class: "name" }),
    make("div", { class: "axis" }, ...labels),
  );
  axis.style.borderBottom = "0";
  return axis;
};
