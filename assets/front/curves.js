// Measures over the days as lines of steps, and in words.
import { amount } from "./named_lines.js";

/** @typedef {import("./named_lines.js").NamedLine} NamedLine */
/** @typedef {import("./shapes.js").Measures} Measures */
/** @typedef {import("./shapes.js").Shapes} Shapes */
/** @typedef {(number | null)[]} Values By day; null where there is none. */
/** @typedef {{ days: number, words: (day: number) => string }} Days */

const ROUND = [1, 2, 3, 4, 5, 6, 8, 10];

/**
 * @param {Pick<Shapes, "measures">} shapes
 * @param {keyof Measures} key
 * @param {number} days
 * @returns {Values}
 */
export const valuesOf = (shapes, key, days) =>
  Array.from({ length: days }, (_, day) => shapes.measures(day)[key] ?? null);

/**
 * The least round number that is not below any value, which a scale from 0 ends with.
 *
 * @param {Values[]} all
 */
export const topOf = (all) => {
  const most = Math.max(1, ...all.flat().map((value) => value ?? 0));
  const power = 10 ** Math.floor(Math.log10(most));
  return power * (ROUND.find((each) => each * power >= most) ?? 10);
};

/**
 * A path that stands at a value until the day of the next one, and breaks where there is none.
 *
 * @param {Values} values
 * @param {(day: number) => number} x
 * @param {(value: number) => number} y
 */
export const stepPath = (values, x, y) => {
  const parts = [];
  /** @type {number | null} */
  let before = null;
  values.forEach((value, day) => {
    if (value === before) return;
    const at = x(day).toFixed(1);
    if (before !== null) parts.push(`H${at}`);
    if (value !== null)
      parts.push(before === null ? `M${at} ${y(value).toFixed(1)}` : `V${y(value).toFixed(1)}`);
    before = value;
  });
  if (before !== null) parts.push(`H${x(values.length).toFixed(1)}`);
  return parts.join("");
};

/** @param {Values} values @returns {{ least: number, most: number }} Days of them, the first of several. */
export const extremes = (values) => {
  let [least, most] = [-1, -1];
  values.forEach((value, day) => {
    if (value === null) return;
    if (least < 0 || value < /** @type {number} */ (values[least])) least = day;
    if (most < 0 || value > /** @type {number} */ (values[most])) most = day;
  });
  return { least, most };
};

/**
 * What the charts show, in words: for each front the ends, the turning points and the day.
 *
 * @param {NamedLine[]} named
 * @param {number} day
 * @param {Days} frames
 */
export const curvesInWords = (named, day, frames) => {
  const period = `${frames.words(0)} to ${frames.words(frames.days - 1)}`;
  const said = named.map((each) => lineInWords(each, day, frames));
  return `Four line charts, ${period}. ${said.join(" ")} The table has every day.`;
};

/** @param {NamedLine} named @param {number} day @param {Days} frames */
const lineInWords = ({ label, shapes }, day, frames) => {
  if (!shapes) return `${label}: the line is being drawn.`;
  const area = valuesOf(shapes, "russian_sq_km", frames.days);
  const far = valuesOf(shapes, "km_to_bakhmut", frames.days);
  const last = frames.days - 1;
  const km2 = (/** @type {number} */ at) => amount(area[at], "km²", 0);
  const km = (/** @type {number} */ at) => amount(far[at], "km", 1);
  const on = (/** @type {number} */ at) => `on ${frames.words(at)}`;
  const { most } = extremes(area);
  const { least } = extremes(far);
  const nearest = least < 0 ? "" : `, least ${km(least)} ${on(least)}`;
  return (
    `${label}: Russian-held area in the box from ${km2(0)} to ${km2(last)}, at most ${km2(most)} ` +
    `${on(most)}; ${km2(day)} ${on(day)}. Distance from the line to Bakhmut’s city hall from ${km(0)} to ` +
    `${km(last)}${nearest}; ${km(day)} ${on(day)}.`
  );
};
