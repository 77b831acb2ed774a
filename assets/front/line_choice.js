// The choice of the front that is drawn, of an outlet that is left out, and of the days of shaded gains.
import { make } from "../dom.js";

/** @typedef {import("./lines.js").Settings} Settings */
/** @typedef {import("./lines.js").Which} Which */
/** @typedef {Pick<Settings, "line" | "without" | "gained">} Chosen */

/** @type {[Which, string][]} */
const LINES = [
  ["reference", "of the reference"],
  ["documents", "that these documents imply"],
  ["both", "both"],
];
const GAINS = [0, 7, 30];

/** @param {string | number} value @param {string} words */
const makeOption = (value, words) => make("option", { value }, words);

/** @param {string} words @param {HTMLElement} field */
const labelled = (words, field) => make("label", {}, make("span", {}, words), field);

export class LineChoice {
  /** @param {HTMLElement} place @param {(chosen: Chosen) => void} choose */
  constructor(place, choose) {
    this.line = make(
      "select",
      { "data-id": "line" },
      ...LINES.map(([value, words]) => makeOption(value, words)),
    );
    this.without = make("select", { "data-id": "without" });
    const gains = GAINS.map((days) => makeOption(days, days ? `the last ${days} days` : "not shaded"));
    this.gained = make("select", { "data-id": "gained" }, ...gains);
    this.status = make("p", { class: "quiet", role: "status" });
    this.leaving = labelled("Leave out", this.without);
    place.replaceChildren(
      labelled("Front line", this.line),
      this.leaving,
      labelled("Ground gained in", this.gained),
      this.status,
    );
    for (const field of [this.line, this.without, this.gained])
      field.addEventListener("change", () =>
        choose({
          line: /** @type {Which} */ (this.line.value),
          without: this.line.value === "reference" ? "" : this.without.value,
          gained: Number(this.gained.value),
        }),
      );
  }

  /** @param {Chosen} chosen @param {string[]} outlets Of which one may be left out. */
  show({ line, without, gained }, outlets) {
    this.line.value = line;
    this.gained.value = String(gained);
    const options = [makeOption("", "no outlet"), ...outlets.map((outlet) => makeOption(outlet, outlet))];
    this.without.replaceChildren(...options);
    this.without.value = without;
    this.leaving.hidden = line === "reference";
  }

  /** @param {string} words */
  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }
}

/**
 * What is to be said of a front of documents: from how many claims it is drawn.
 *
 * @param {Settings} settings
 * @param {import("./implied.js").Implied | null} implied Null while it is drawn.
 * @param {number} day
 */
export const lineInWords = ({ line, without }, implied, day) => {
  if (line === "reference") return "";
  if (!implied) return "The line that these documents imply is being drawn. That takes some seconds.";
  const known = implied.known(day);
  const claims = known === 1 ? "1 claim that was" : `${known || "no"} claims that were`;
  const start = "It begins with the line of 24 February 2022; dashes: no claim is near, nothing is known.";
  const left = without
    ? ` The dotted line is that of all outlets, with a grid over the ground between them.`
    : "";
  return `The documents’ line of this day follows from ${claims} known by then. ${start}${left}`;
};
