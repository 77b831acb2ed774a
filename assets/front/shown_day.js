// The day that the map shows and the fronts that it draws, for what stands beside it: a played map makes no
// run of the page.

/** @typedef {import("./frames.js").Frames} Frames */
/**
 * @typedef {object} ShownDay
 * @property {Frames} frames
 * @property {number} day
 * @property {import("./named_lines.js").NamedLine[]} named The fronts that are drawn.
 * @property {number} gained Days within which gains are shaded, 0 for none.
 */

/** @type {ShownDay | null} */
let shown = null;
/** @type {Set<(now: ShownDay) => void>} */
const hearers = new Set();

/** @param {ShownDay} now */
export const sayDay = (now) => {
  shown = now;
  for (const hearer of hearers) hearer(now);
};

/**
 * @param {(now: ShownDay) => void} hearer Is called with the day that is shown and with each that follows.
 * @returns {() => void} Ends that.
 */
export const onDay = (hearer) => {
  hearers.add(hearer);
  if (shown) hearer(shown);
  return () => hearers.delete(hearer);
};

/** @type {((day: number) => void) | null} */
let goer = null;

/** @param {((day: number) => void) | null} go What goes to a day that is asked for; null for nobody. */
export const takeAsked = (go) => {
  goer = go;
};

/** @param {number} day That a chart beside the map asks it to show. */
export const askDay = (day) => goer?.(day);
