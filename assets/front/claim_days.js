// Claims by the days they speak for: stacks of those for one day, lanes of those for several.
import { SIDES } from "./sides.js";

/** @typedef {import("./map_rows.js").DayClaim} DayClaim */
/** @typedef {"outlet" | "says"} By What a stack is parted by. */
/** @typedef {{ key: string, label: string, color: string, of: (claim: DayClaim) => boolean }} Kind */
/** @typedef {{ first: number, last: number, counts: number[], total: number, claims: DayClaim[] }} Stack */
/** @typedef {{ claim: DayClaim, lane: number, kind: number }} Laned */
/** @typedef {[first: number, last: number]} Span Days, both with it. */

const MOST_OUTLETS = 6; // that have a colour of their own
const OTHERS = "#7A7A7A";
const LEAST_WIDTH = 1.5; // pixels of a stack
const LENGTHS = [1, 7]; // days that a stack may count
/** Of these nothing is said to have come about. */
const UNSURE = ["denied", "predicted"];

/** @type {Kind[]} */
const SAYS = [
  ...[
    { key: "Russia", label: "Russia holds, takes or nears the place" },
    { key: "Ukraine", label: "Ukraine holds, takes or nears the place" },
    { key: "contested", label: "fought for, or held by neither alone" },
  ].map(({ key, label }) => ({
    ...{ key, label, color: SIDES[/** @type {import("./sides.js").Side} */ (key)].color },
    of: (/** @type {DayClaim} */ { side, status }) => side === key && !UNSURE.includes(status),
  })),
  { key: "unsure", label: "denied, or only expected", color: "#B58900", of: () => true },
];

/**
 * What stacks are parted into: a claim is of the first kind that takes it.
 *
 * @param {DayClaim[]} claims
 * @param {By} by
 * @param {Record<string, string>} colors Of outlets.
 * @returns {Kind[]} Outlets of most claims first; those beyond six are one.
 */
export const kindsOf = (claims, by, colors) => {
  if (by === "says") return SAYS;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { outlet, equal } of claims) counts.set(outlet, (counts.get(outlet) ?? 0) + equal);
  const sorted = [...counts]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([outlet]) => outlet);
  const own = sorted.slice(0, sorted.length > MOST_OUTLETS ? MOST_OUTLETS - 1 : MOST_OUTLETS);
  const kinds = own.map((key) => ({
    ...{ key, label: key, color: colors[key] || OTHERS },
    of: (/** @type {DayClaim} */ { outlet }) => outlet === key,
  }));
  const rest = sorted.length - own.length;
  if (rest) kinds.push({ key: "", label: `${rest} other outlets`, color: OTHERS, of: () => true });
  return kinds;
};

/** @param {DayClaim} claim @param {Kind[]} kinds @returns {number} */
export const kindOf = (claim, kinds) => kinds.findIndex(({ of }) => of(claim));

/** @param {DayClaim} claim @returns {boolean} Whether it speaks for one day. */
const isOfOneDay = ({ first, last }) => first === last;

/**
 * @param {number} width Pixels.
 * @param {number} days
 * @returns {number} How many days a stack counts, so that it can be seen and touched.
 */
export const daysTogether = (width, days) =>
  LENGTHS.find((length) => (width * length) / days >= LEAST_WIDTH) ?? LENGTHS[LENGTHS.length - 1];

/**
 * The claims for one day, by day or by so many days together, in the time of the map.
 *
 * @param {DayClaim[]} claims
 * @param {Kind[]} kinds
 * @param {number} days
 * @param {number} together
 * @returns {Stack[]} Those with any claim.
 */
export const stacksOf = (claims, kinds, days, together) => {
  /** @type {Map<number, Stack>} */
  const stacks = new Map();
  for (const claim of claims) {
    if (!isOfOneDay(claim) || claim.first < 0 || claim.first >= days) continue;
    const first = claim.first - (claim.first % together);
    const last = Math.min(days, first + together) - 1;
    const stack = stacks.get(first) ?? { first, last, counts: kinds.map(() => 0), total: 0, claims: [] };
    stack.counts[kindOf(claim, kinds)] += claim.equal;
    stack.total += claim.equal;
    stack.claims.push(claim);
    stacks.set(first, stack);
  }
  return [...stacks.values()].sort((a, b) => a.first - b.first);
};

/**
 * The claims for several days, each in the first lane that is free; those beyond the lanes are left out.
 *
 * @param {DayClaim[]} claims
 * @param {Kind[]} kinds
 * @param {number} days
 * @param {number} most Lanes.
 * @returns {{ laned: Laned[], lanes: number, beyond: number }}
 */
export const lanesOf = (claims, kinds, days, most) => {
  const spans = claims
    .filter((claim) => !isOfOneDay(claim) && claim.last >= 0 && claim.first < days)
    .sort((a, b) => a.first - b.first || b.last - a.last);
  /** @type {number[]} The last day in each lane. */
  const taken = [];
  /** @type {Laned[]} */
  const laned = [];
  for (const claim of spans) {
    let lane = taken.findIndex((last) => last < claim.first);
    if (lane < 0) lane = taken.length;
    if (lane >= most) continue;
    taken[lane] = claim.last;
    laned.push({ claim, lane, kind: kindOf(claim, kinds) });
  }
  return { laned, lanes: taken.length, beyond: spans.length - laned.length };
};

/**
 * The claims that speak for any day of a span.
 *
 * @param {DayClaim[]} claims
 * @param {Span} span
 */
export const claimsWithin = (claims, [from, to]) =>
  claims.filter(({ first, last }) => first <= to && last >= from);

/** @param {DayClaim[]} claims @returns {number} With those that say the same. */
export const countOf = (claims) => claims.reduce((sum, { equal }) => sum + equal, 0);

/** @param {number} number */
export const claimsCounted = (number) =>
  `${number.toLocaleString("en")} ${number === 1 ? "claim" : "claims"}`;

/**
 * @param {Span} span
 * @param {{ words: (day: number) => string }} frames
 */
export const spanInWords = ([from, to], frames) =>
  from === to ? frames.words(from) : `${frames.words(from)} to ${frames.words(to)}`;

/**
 * A span as it stands in the address; null for what is none, or lies outside the days.
 *
 * @param {string} written
 * @param {{ index: (iso: string) => number, days: number }} frames
 * @returns {Span | null}
 */
export const readSpan = (written, frames) => {
  const days = written.split("..").map((iso) => frames.index(iso));
  if (days.length !== 2 || days.some((day) => !(day >= 0 && day < frames.days))) return null;
  return [Math.min(...days), Math.max(...days)];
};

/** @param {Span | null} span @param {{ iso: (day: number) => string }} frames @returns {string} */
export const writtenSpan = (span, frames) => (span ? span.map((day) => frames.iso(day)).join("..") : "");

/**
 * What a stack says when it is pointed at.
 *
 * @param {Stack} stack
 * @param {Kind[]} kinds
 * @param {{ words: (day: number) => string }} frames
 */
export const stackInWords = ({ first, last, counts, total }, kinds, frames) => {
  const parts = counts.flatMap((count, at) => (count ? `${kinds[at].label} ${count}` : []));
  return `${spanInWords([first, last], frames)}: ${claimsCounted(total)} (${parts.join(", ")})`;
};
