// The bars of the histogram: which days each counts, and what it says.

const DAY = 86_400_000; // milliseconds
const WORDS = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/**
 * @typedef {{ from: string, to: string, label: string, count: number, on: boolean }} Bar Days in ISO's form.
 */

/**
 * The bars with their days: only numbers are sent, for there may be hundreds.
 *
 * @param {{ first: string, together: number, bars: [count: number, on: boolean][] }} sent
 * @returns {Bar[]}
 */
export const barsOf = ({ first, together, bars }) =>
  bars.map(([count, on], at) => {
    const start = new Date(Date.parse(first) + at * together * DAY);
    const end = new Date(start.getTime() + (together - 1) * DAY);
    const label = together === 1 ? WORDS.format(start) : `${WORDS.format(start)} – ${WORDS.format(end)}`;
    return { from: isoOf(start), to: isoOf(end), label, count, on };
  });

/** @param {Date} day */
const isoOf = (day) => day.toISOString().slice(0, 10);

/**
 * A bar with its count, or a stretch of several with its bounds.
 *
 * @param {Bar[]} bars
 * @param {number} from
 * @param {number} to
 */
export const wordsOf = (bars, from, to) =>
  from === to ? `${bars[from].label}: ${bars[from].count}` : `${bars[from].label} – ${bars[to].label}`;
