// Questions by outlets: in each cell the answers that stand there, or why there is none.
import { focusAgain, focusedIn, scrollingBoxOf } from "../component.js";
import { make, makeButton, makeSwatch } from "../dom.js";
import { makeAnswerMark } from "./answer_mark.js";

/** @typedef {import("./answer_mark.js").AnswerShape} AnswerShape */
/**
 * @typedef {object} Answer
 * @property {string} id The claim that it opens.
 * @property {string} word
 * @property {string} who How often it is given in the outlet's own voice and by others.
 * @property {boolean} own
 * @property {AnswerShape} shape
 * @property {string} color
 * @property {boolean} [on]
 */
/** @typedef {{ answers?: Answer[], blank?: string, why?: string, proven?: boolean }} Cell */
/** @typedef {{ label: string, note: string, cells: Cell[] }} Row */
/** @typedef {{ label: string, color: string }} Source */
/**
 * @typedef {object} Data
 * @property {string} caption
 * @property {string} corner
 * @property {string} credit
 * @property {string} label
 * @property {Source[]} sources
 * @property {Row[]} rows
 */

const COLUMN = 8.4; // rem; below it a column cannot be read

/** @param {import("../component.js").Component<Data>} component */
export default function drawStands({ data, parentElement, setTriggerValue }) {
  const focused = focusedIn(parentElement);
  const unfolded = new Set(unfoldedIn(parentElement));
  const box = scrollingBoxOf(parentElement, data);
  const left = box.scrollLeft;
  box.replaceChildren(makeTable(data, (id) => setTriggerValue("open", id)));
  for (const each of box.querySelectorAll("details")) each.open = unfolded.has(each.dataset.cell ?? "");
  box.scrollLeft = left;
  focusAgain(box, focused);
}

/** @param {ShadowRoot} root @returns {string[]} The cells whose reason is unfolded, which a redraw keeps. */
const unfoldedIn = (root) =>
  [...root.querySelectorAll("details")].filter(({ open }) => open).map((each) => each.dataset.cell ?? "");

/** @param {Data} data @param {(id: string) => void} open */
const makeTable = ({ caption, corner, sources, rows }, open) => {
  const columns = sources.map(({ label, color }) =>
    make("th", { scope: "col" }, makeSwatch(color), make("bdi", {}, label)),
  );
  const body = rows.map(({ label, note, cells }) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, label, make("small", {}, note)),
      ...cells.map((cell, at) => makeCell(cell, sources[at].label, label, open)),
    ),
  );
  return make(
    "table",
    { style: `min-width: ${COLUMN * (sources.length + 1)}rem` },
    make("caption", {}, make("span", {}, caption)),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, corner), ...columns)),
    make("tbody", {}, ...body),
  );
};

/**
 * @param {Cell} cell
 * @param {string} source
 * @param {string} question
 * @param {(id: string) => void} open
 */
const makeCell = ({ answers = [], blank, why, proven }, source, question, open) => {
  const attributes = { "data-source": source, class: answers.length > 1 ? "divided" : null };
  if (answers.length) {
    const items = answers.map((answer) => make("li", {}, makeAnswer(answer, open)));
    const split = answers.length > 1 && make("small", { class: "split" }, "divided");
    return make("td", attributes, split, make("ul", {}, ...items));
  }
  const reason = make("summary", { class: proven ? "proven" : null }, blank);
  return make(
    "td",
    { ...attributes, class: "empty" },
    make("details", { "data-cell": `${question} ${source}` }, reason, make("p", {}, why)),
  );
};

/** @param {Answer} answer @param {(id: string) => void} open */
const makeAnswer = ({ id, word, who, own, shape, color, on }, open) =>
  makeButton(
    "",
    () => open(id),
    { class: "row", "aria-pressed": String(Boolean(on)), "data-id": id },
    makeAnswerMark(shape, color, own),
    make("span", {}, make("span", { class: own ? "word own" : "word" }, word), make("small", {}, who)),
  );
