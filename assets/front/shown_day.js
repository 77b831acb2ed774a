// The day that the map shows, for what stands beside it: a played map makes no run of the page.

/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {{ frames: Frames, day: number }} ShownDay */

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
