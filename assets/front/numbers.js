// The measures of the day that the map shows, in large figures: they follow the map while it plays, and speak
// of the fronts that it draws.
import { boxOf } from "../component.js";
import { make } from "../dom.js";
import { amount, netChange, signed } from "./named_lines.js";
import { onDay } from "./shown_day.js";
import { SIDES } from "./sides.js";

/** @typedef {import("./named_lines.js").NamedLine} NamedLine */
/** @typedef {import("./shapes.js").Measures} Measures */
/** @typedef {import("./shapes.js").Shapes} Shapes */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {{ key: keyof Measures, unit: string, digits: number, name: string, crossed: string }} Measure */
/** @typedef {{ measures: Measure[], hall: Point }} Data `hall` is where Bakhmut's city hall stands. */

/** @type {WeakMap<ShadowRoot, () => void>} What ends the hearing of each component. */
const heard = new WeakMap();

/** @param {import("../component.js").Component<Data>} component */
export default function drawNumbers({ data, parentElement }) {
  const box = boxOf(parentElement);
  heard.get(parentElement)?.();
  const end = onDay(({ frames, day, named, gained }) => {
    const date = frames.words(day);
    box.replaceChildren(...named.map((each) => makeNumbers(each, date, { day, gained, ...data })));
  });
  heard.set(parentElement, end);
  return end;
}

/**
 * @param {NamedLine} named
 * @param {string} date
 * @param {Data & { day: number, gained: number }} shown
 */
const makeNumbers = ({ key, label, shapes }, date, { day, gained, measures, hall }) => {
  const title = `${label}, ${date}`;
  const head = make("p", { class: "quiet" }, make("b", {}, make("bdi", {}, label)), `, ${date}`);
  if (!shapes) return make("section", { "data-line": key }, head, make("p", {}, "is being drawn …"));
  const entries = measures
    .filter((measure) => shapes.measures(day)[measure.key] !== undefined)
    .map((measure) => numberInWords(shapes, day, measure, hall));
  if (gained) entries.splice(1, 0, changeInWords(shapes, day, gained));
  const list = entries.map(({ number, name }) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, number)),
  );
  const numbers = make("dl", { class: "numbers", "aria-label": title }, ...list);
  return make("section", { "data-line": key }, head, numbers);
};

/**
 * A measure of a day, and what its number alone does not say: that a road is crossed, on which side the city
 * hall lies.
 *
 * @param {Shapes} shapes
 * @param {number} day
 * @param {Measure} measure
 * @param {Point} hall
 */
export const numberInWords = (shapes, day, { key, unit, digits, name, crossed }, hall) => {
  const value = shapes.measures(day)[key];
  const number = amount(value, unit, digits);
  const side = key === "km_to_bakhmut" ? shapes.holderAt(hall, day) : null;
  if (side) return { number, name: `${name}, which lies on the ${SIDES[side].words} side` };
  return { number, name: value === 0 ? `${name}${crossed}` : name };
};

/**
 * The net change of the Russian-held area.
 *
 * @param {Shapes} shapes
 * @param {number} day
 * @param {number} within Days.
 */
export const changeInWords = (shapes, day, within) => {
  const change = netChange(shapes, day, within);
  const number = change === null ? "not known" : `${signed(change)} km²`;
  return { number, name: `Russian-held, against ${within} days before` };
};
