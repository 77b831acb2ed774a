// The sides, and what is sure: a side has a shape of its own, so that nothing hangs on its colour.

/** @typedef {"Russia" | "Ukraine" | "contested"} Side */
/** @typedef {"square" | "circle" | "triangle"} Shape */
/** @typedef {"asserted" | "claimed" | "denied" | "predicted"} Status Of what a document says. */

/** @type {Record<Side, { color: string, shape: Shape, words: string }>} */
export const SIDES = {
  Russia: { color: "#D1491C", shape: "square", words: "Russian-held" },
  Ukraine: { color: "#2B78C5", shape: "circle", words: "Ukrainian-held" },
  contested: { color: "#7A7A7A", shape: "triangle", words: "contested" },
};
/** @type {Status[]} What has a mark of its own; whatever else is said has that of a prediction. */
export const STATUSES = ["asserted", "claimed", "denied", "predicted"];

/** @param {{ source: string }} state @returns {boolean} What the source says of itself, as in the files. */
export const isVerified = ({ source }) => !source.includes("unverified");

/** @param {{ confidence: string, source: string }} state @returns {boolean} Whether a state is confirmed. */
export const sureOf = (state) => state.confidence === "confirmed" && isVerified(state);

/** @param {string} status @returns {Status} */
export const statusShown = (status) => STATUSES.find((known) => known === status) ?? "predicted";

/** @param {Side} side @param {boolean} sure @returns {string} The name of a solid mark of the reference. */
export const solidIcon = (side, sure) => `${side}-${sure ? "sure" : "said"}`;

/**
 * @param {Side} side
 * @param {string} status
 * @param {string} [glyph] Of its event.
 * @returns {string} The name of a hollow mark of a document.
 */
export const hollowIcon = (side, status, glyph = "") =>
  `${side}-${statusShown(status)}${glyph && `-${glyph}`}`;
