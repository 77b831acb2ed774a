// A table of claims: a heading sorts by its column, the button in a row opens its evidence.
import { arrangementOf } from "../address.js";
import { boxOf, elementOf, focusAgain, focusedIn } from "../component.js";
import { make, makeButton } from "../dom.js";
import { readSorting, sortRows, writeSorting } from "./sorting.js";

/** @typedef {import("./sorting.js").Sorting} Sorting */
/** @typedef {import("./sorting.js").Cell} Cell */
/** @typedef {{ id: string, on?: boolean, cells: Cell[] }} Row */
/** @typedef {{ label: string, number?: boolean }} Column */
/** @typedef {{ columns: Column[], rows: Row[], label: string, caption: string }} Data */

/**
 * @type {WeakMap<HTMLElement, Sorting>} How the table of a box is sorted, which outlasts a run of the page.
 */
const sortings = new WeakMap();

/** @param {import("../component.js").Component<Data>} component */
export default function drawTable({ data, parentElement, setTriggerValue }) {
  const arrangement = arrangementOf("sort", parentElement);
  const focused = focusedIn(parentElement);
  const box = boxOf(parentElement);
  const sorting = sortings.get(box) ?? readSorting(arrangement.read(), data.columns.length);
  sortings.set(box, sorting);
  const open = (/** @type {string} */ id) => setTriggerValue("open", id);
  const sortBy = (/** @type {number} */ at) => {
    Object.assign(sorting, { at, down: sorting.at === at && !sorting.down });
    draw();
    arrangement.write(writeSorting(sorting));
    elementOf(box, `sort-${at}`)?.focus();
  };
  const draw = () => {
    const top = box.querySelector(".scroll")?.scrollTop ?? 0;
    const scroll = makeTable(data, sorting, sortBy, open);
    box.replaceChildren(scroll);
    scroll.scrollTop = top;
  };
  draw();
  arrangement.keep(writeSorting(sorting));
  focusAgain(box, focused);
}

/**
 * @param {Data} data
 * @param {Sorting} sorting
 * @param {(at: number) => void} sortBy
 * @param {(id: string) => void} open
 */
const makeTable = ({ columns, rows, label, caption }, sorting, sortBy, open) => {
  const head = columns.map((column, at) => makeHeading(column, at, sorting, () => sortBy(at)));
  const body = sortRows(rows, sorting).map((row) => makeRow(row, columns, open));
  const table = make(
    "table",
    {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...body),
  );
  return make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, table);
};

/**
 * @param {Column} column
 * @param {number} at
 * @param {Sorting} sorting
 * @param {() => void} sort
 */
const makeHeading = ({ label, number }, at, sorting, sort) => {
  const way = sorting.down ? "descending" : "ascending";
  const look = { scope: "col", "aria-sort": sorting.at === at ? way : "none", class: number ? "n" : "" };
  return make("th", look, makeButton(label, sort, { class: "sort", "data-id": `sort-${at}` }));
};

/**
 * @param {Row} row
 * @param {Column[]} columns
 * @param {(id: string) => void} open
 */
const makeRow = ({ id, on, cells }, columns, open) => {
  const made = cells.map(([text], at) => {
    const words = make("bdi", {}, String(text));
    if (at) return make("td", { class: columns[at].number ? "n" : "" }, words);
    const look = { class: "open", "data-id": id, "aria-pressed": String(Boolean(on)) };
    return make(
      "td",
      {},
      makeButton("", () => open(id), look, words),
    );
  });
  return make("tr", { class: on ? "on" : "" }, ...made);
};
