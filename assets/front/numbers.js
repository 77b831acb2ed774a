// The measures of the day that the map shows, in large figures: they follow the map while it plays.
import { boxOf } from "../component.js";
import { make } from "../dom.js";
import { onDay } from "./shown_day.js";
import { SIDES } from "./sides.js";

/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./frames.js").Measures} Measures */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {{ key: keyof Measures, unit: string, digits: number, name: string, crossed: string }} Measure */
/** @typedef {{ measures: Measure[], hall: Point }} Data `hall` is where Bakhmut's city hall stands. */

/** @type {WeakMap<ShadowRoot, () => void>} What ends the hearing of each component. */
const heard = new WeakMap();

/** @param {import("../component.js").Component<Data>} component */
export default function drawNumbers({ data, parentElement }) {
  const box = boxOf(parentElement);
  heard.get(parentElement)?.();
  const end = onDay(({ frames, day }) => {
    const date = frames.words(day);
    const entries = data.measures.map((measure) => {
      const { number, name } = numberInWords(frames, day, measure, data.hall);
      return make("div", {}, make("dt", {}, name), make("dd", {}, number));
    });
    const list = make("dl", { class: "numbers", "aria-label": date }, ...entries);
    box.replaceChildren(make("p", { class: "quiet" }, date), list);
  });
  heard.set(parentElement, end);
  return end;
}

/**
 * A measure of a day, and what its number alone does not say: that a road is crossed, on which side the city
 * hall lies.
 *
 * @param {Frames} frames
 * @param {number} day
 * @param {Measure} measure
 * @param {Point} hall
 */
export const numberInWords = (frames, day, { key, unit, digits, name, crossed }, hall) => {
  const value = frames.measures(day)[key];
  const written = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const number =
    value === null || value === undefined ? "no line" : `${value.toLocaleString("en", written)} ${unit}`;
  const side = key === "km_to_bakhmut" ? frames.holderAt(hall, day) : null;
  if (side) return { number, name: `${name}, which lies on the ${SIDES[side].words} side` };
  return { number, name: value === 0 ? `${name}${crossed}` : name };
};
