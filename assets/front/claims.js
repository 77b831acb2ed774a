// Keeps the claims for the map beside it, which hears of new ones: they change with the filters, not with the
// day.

/** @typedef {import("./sides.js").Side} Side */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {[id: string, at: Point | null, side: Side, status: string, event: string]} Told */
/**
 * @typedef {[...Marked, what: number, who: number, when: number, against: number]} SentClaim Texts by number.
 */
/** @typedef {[...Told, first: string, last: string]} Marked */
/**
 * @typedef {object} Claim
 * @property {string} id
 * @property {Point | null} at
 * @property {Side} side
 * @property {string} status
 * @property {string} event
 * @property {string} first Of its days, in ISO's form, as `last`.
 * @property {string} last
 * @property {string} what
 * @property {string} who
 * @property {string} when
 * @property {string} against What the reference says instead, "" for nothing else.
 */
/** @typedef {{ claims: SentClaim[], texts: string[], note: string }} Data */

/** @type {{ claims: Claim[], note: string }} What was sent last; the note says which are left out. */
export const sentClaims = { claims: [], note: "" };

let written = "";
/** @type {Set<() => void>} */
const hearers = new Set();

/** @param {() => void} hearer Is called when claims change. @returns {() => void} Ends that. */
export const onClaims = (hearer) => {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
};

/** @param {{ data: Data }} component */
export default function keepClaims({ data: { claims, texts, note } }) {
  const now = JSON.stringify([claims, texts, note]);
  if (now === written) return;
  written = now;
  sentClaims.note = note;
  sentClaims.claims = claims.map(([id, at, side, status, event, first, last, what, who, when, against]) => {
    const words = { what: texts[what], who: texts[who], when: texts[when], against: texts[against] };
    return { id, at, side, status, event, first, last, ...words };
  });
  for (const hearer of hearers) hearer();
}
