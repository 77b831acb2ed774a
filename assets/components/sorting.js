// In which order the rows of a table stand.

/** @typedef {string | number | null} Value */
/** @typedef {Value[]} Cell Its text and, where it is another, the value to sort by. */
/**
 * @typedef {{ at: number, down: boolean }} Sorting By which column, -1 for none; `down`: the greatest first.
 */

/**
 * The rows in their order; those without a value come last, whichever way the rest is sorted.
 *
 * @template {{ cells: Cell[] }} Row
 * @param {Row[]} rows
 * @param {Sorting} sorting
 * @returns {Row[]}
 */
export const sortRows = (rows, { at, down }) => {
  if (at < 0) return rows;
  const valueOf = (/** @type {Row} */ { cells }) => cells[at][cells[at].length - 1];
  return [...rows].sort((a, b) => compare(valueOf(a), valueOf(b), down ? -1 : 1));
};

/** @param {Value} left @param {Value} right @param {1 | -1} way */
const compare = (left, right, way) => {
  if (left === right) return 0;
  if (left === null || left === "") return 1;
  if (right === null || right === "") return -1;
  if (typeof left === "number" && typeof right === "number") return way * (left - right);
  return way * String(left).localeCompare(String(right));
};

/**
 * The sorting that stands in the address as column and way ("5a", "5d"); none where there is no such column.
 *
 * @param {string} written
 * @param {number} columns How many there are.
 * @returns {Sorting}
 */
export const readSorting = (written, columns) => {
  const [, at, way] = /^(\d{1,2})([ad])$/.exec(written) ?? [];
  return Number(at) < columns ? { at: Number(at), down: way === "d" } : { at: -1, down: false };
};

/** @param {Sorting} sorting @returns {string} As it stands in the address, "" for none. */
export const writeSorting = ({ at, down }) => (at < 0 ? "" : `${at}${down ? "d" : "a"}`);
