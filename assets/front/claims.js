// Keeps the claims for the map beside it, which hears of new ones: they change with the filters, not with the
// day.

/** @typedef {import("./sides.js").Side} Side */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {[id: string, at: Point | null, side: Side, status: string, event: string]} Told */
/**
 * @typedef {[...Marked, ...Words]} SentClaim Texts by number.
 */
/**
 * @typedef {[place: number, outlet: number, what: number, who: number, when: number, against: number]} Words
 */
/** @typedef {[...Told, first: string, last: string, equal: number]} Marked */
/**
 * @typedef {object} Claim
 * @property {string} id
 * @property {Point | null} at
 * @property {Side} side
 * @property {string} status
 * @property {string} event
 * @property {string} first Of its days, in ISO's form, as `last`.
 * @property {string} last
 * @property {number} equal How many say the same.
 * @property {string} place
 * @property {string} outlet
 * @property {string} what
 * @property {string} who
 * @property {string} when
 * @property {string} against What the reference says instead, "" for nothing else.
 */
/**
 * @typedef {object} Data
 * @property {SentClaim[]} claims
 * @property {string[]} texts
 * @property {string} note Says which claims are left out.
 * @property {Record<string, string>} colors Of outlets.
 */

/** @type {Pick<Data, "note" | "colors"> & { claims: Claim[] }} What was sent last. */
export const sentClaims = { claims: [], note: "", colors: {} };

let written = "";
/** @type {Set<() => void>} */
const hearers = new Set();

/** @param {() => void} hearer Is called when claims change. @returns {() => void} Ends that. */
export const onClaims = (hearer) => {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
};

/** @param {{ data: Data }} component */
export default function keepClaims({ data: { claims, texts, note, colors } }) {
  const now = JSON.stringify([claims, texts, note, colors]);
  if (now === written) return;
  written = now;
  Object.assign(sentClaims, { note, colors });
  sentClaims.claims = claims.map(([id, at, side, status, event, first, last, equal, ...numbers]) => {
    const [place, outlet, what, who, when, against] = numbers.map((number) => texts[number]);
    return { id, at, side, status, event, first, last, equal, place, outlet, what, who, when, against };
  });
  for (const hearer of hearers) hearer();
}
