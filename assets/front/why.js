// Why the line of the documents runs where it does: its stretches with the claims that decide them, and what
// is claimed for both sides on one day.
import { make, makeButton } from "../dom.js";
import { nearestPlace } from "./implied.js";
import { dayInWords } from "./words.js";

/** @typedef {import("../dom.js").Child} Child */
/** @typedef {import("./implied.js").Implied} Implied */
/** @typedef {import("./implied.js").Reason} Reason */
/** @typedef {import("./implied.js").Stretch} Stretch */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {{ implied: Implied, chosen: number }} Why `chosen` is the number of a stretch, -1 for none. */
/** @typedef {(pick: { open?: string, point?: Point }) => void} Choose */
/**
 * @typedef {object} Row
 * @property {string} id
 * @property {Child} mark
 * @property {string} what
 * @property {string} who
 * @property {string} [when]
 * @property {boolean} [pressed]
 * @property {() => void} press
 */

const TOWN = 1000; // people of a place that a stretch is named by
/** @type {Record<string, string>} What a claim says of its place, by the event. */
const EVENTS = {
  hold: "said to be held by",
  take: "said to be taken by",
  surround: "being surrounded by",
  advance: "moved towards by",
  repel: "attack beaten off by",
  withdraw: "left by",
  fight: "fought for",
};
/** @type {Record<string, string>} */
const SIDES = { Russia: "Russia", Ukraine: "Ukraine" };

/** @param {Reason} reason @returns {string} "Soledar: said to be taken by Russia" */
export const reasonInWords = ({ place, event, side }) => {
  const by = event === "fight" ? "" : ` ${SIDES[side] ?? "neither side"}`;
  return `${place}: ${EVENTS[event] ?? event}${by}`;
};

/**
 * @param {Why} why
 * @param {number} day
 * @param {{ label: string, at: Point, whole: boolean, people: number }[]} places That name stretches.
 * @param {Choose} choose
 * @returns {HTMLElement[]}
 */
export const whySections = ({ implied, chosen }, day, places, choose) => {
  const stretches = implied.stretches(day);
  const towns = places.filter(({ whole, people }) => whole && people >= TOWN);
  const rows = stretches.map((stretch, at) => {
    const row = stretchRow(stretch, { at, all: stretches.length, towns, pressed: at === chosen, choose });
    if (at === chosen) row.append(reasonsOf(implied, stretch.reasons, choose));
    return row;
  });
  const words =
    "From the north to the south; each has the three claims that weigh most within six kilometres.";
  const note = make("p", { class: "quiet" }, stretches.length ? words : "No line runs through this map.");
  const why = makeSection("Why the line runs here", stretches.length, note, make("ol", {}, ...rows));
  const contradictions = implied.contradictions(day);
  if (!contradictions.length) return [why];
  const pairs = contradictions.map(({ place, russia, ukraine }) =>
    make("li", {}, make("p", { class: "quiet" }, place), reasonsOf(implied, [russia, ukraine], choose)),
  );
  const told = "Claimed for both sides on this day: the line is not drawn between them.";
  const title = "Contradictions of this day";
  const pairsOf = makeSection(
    title,
    pairs.length,
    make("p", { class: "quiet" }, told),
    make("ol", {}, ...pairs),
  );
  return [why, pairsOf];
};

/**
 * @param {Stretch} stretch
 * @param {object} how
 * @param {number} how.at
 * @param {number} how.all
 * @param {{ label: string, at: Point }[]} how.towns
 * @param {boolean} how.pressed
 * @param {Choose} how.choose
 */
const stretchRow = ({ middle, reasons }, { at, all, towns, pressed, choose }) => {
  const near = nearestPlace(towns, middle);
  const first = reasons.length
    ? reasonInWords(reasons[0])
    : "No claim bears on it: the line of 24 February 2022.";
  return makeRow({
    id: `stretch ${at}`,
    mark: make("span", {}),
    what: near ? `Near ${near.label}` : `Stretch ${at + 1}`,
    who: `${at + 1} of ${all}. ${first}`,
    pressed,
    press: () => choose({ point: middle }),
  });
};

/** @param {Implied} implied @param {Reason[]} reasons @param {Choose} choose */
const reasonsOf = (implied, reasons, choose) => {
  const rows = reasons.map((reason) => {
    const said = `${reason.speaker ?? "the author"}, ${reason.outlet ?? "outlet not known"}`;
    return makeRow({
      id: `reason ${reason.id}`,
      mark: make("span", {}),
      what: reasonInWords(reason),
      who: `${said}, in “${implied.titleOf(reason)}”`,
      when: dayInWords(reason.date),
      press: () => choose({ open: reason.id }),
    });
  });
  if (!rows.length) return make("p", { class: "quiet history" }, "No claim was known that bears on it.");
  return make("ol", { class: "history reasons" }, ...rows);
};

/** @param {string} title @param {number} count @param {...Child} content */
export const makeSection = (title, count, ...content) => {
  const badge = make("span", { class: "badge" }, String(count));
  const head = make("div", { class: "head" }, make("h2", {}, title), badge);
  return make("section", { class: "group" }, head, ...content);
};

/** @param {Row} row */
export const makeRow = ({ id, mark, what, who, when, pressed, press }) => {
  const said = make("span", {}, make("bdi", { class: "what" }, what), make("bdi", { class: "who" }, who));
  const parts = [mark, said, when && make("span", { class: "when" }, when)];
  return make(
    "li",
    {},
    makeButton(
      "",
      press,
      { class: "row", "data-id": id, "aria-pressed": pressed === undefined ? null : String(pressed) },
      ...parts,
    ),
  );
};
