// Days, and what is known of places, in words.
import { isVerified, SIDES, sureOf } from "./sides.js";

export const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
/** @type {Record<string, string>} */
const CERTAINTY = {
  confirmed: "confirmed",
  claimed: "claimed by one side",
  alleged: "alleged",
  disputed: "disputed",
};
const INVASION = "2022-02-24";

/** @typedef {import("./frames.js").State} State */

/** @param {string} iso @returns {string} "2022-05-01" as "1 May 2022". */
export const dayInWords = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};

/**
 * How sure a state is, in the words of the files: `confidence`, and "unverified" where `verified` is false.
 *
 * @param {State} state
 * @returns {string} What is confirmed by nothing but general knowledge is not called so.
 */
export const certaintyOf = (state) => {
  const certainty = CERTAINTY[state.confidence];
  if (isVerified(state)) return certainty;
  return state.confidence === "confirmed" ? "unverified" : `${certainty}, unverified`;
};

/** @param {{ source: string }} state */
export const reportedBy = ({ source }) =>
  source.startsWith("general knowledge") ? `Source: ${source}` : `Reported by ${source}`;

/**
 * A state in words: who holds it since when, and how sure that is.
 *
 * @param {State & { since: State } | null} state
 */
export const stateInWords = (state) => {
  if (!state) return "not known on this day";
  const { since, controller } = state;
  const from = since.iso <= INVASION ? "since before the invasion of 2022" : `since ${dayInWords(since.iso)}`;
  return `${SIDES[controller].words} ${from}${sureOf(since) ? "" : `, ${certaintyOf(since)}`}`;
};
