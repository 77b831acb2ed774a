// The measures of the fronts that are drawn as a table, and as files.
import { tablesShown } from "../captions.js";
import { boxOf } from "../component.js";
import { handOver, make, makeButton } from "../dom.js";
import { csvOf, measureRows, withOrigin } from "./line_files.js";
import { amount, inFileName } from "./named_lines.js";
import { onDay } from "./shown_day.js";

/** @typedef {import("./named_lines.js").NamedLine} NamedLine */
/** @typedef {import("./shapes.js").Measures} Measures */
/** @typedef {{ days: number, words: (day: number) => string, iso: (day: number) => string }} Frames */

/** @type {[key: keyof Measures, head: string, unit: string, digits: number][]} */
const COLUMNS = [
  ["russian_sq_km", "Russian-held", "km²", 0],
  ["km_to_bakhmut", "To the city hall", "km", 1],
  ["km_to_t0504", "To the T0504", "km", 1],
  ["km_to_m03", "To the M03", "km", 1],
];
const HELD = "Nothing known";

/** @type {WeakMap<ShadowRoot, () => void>} What ends the hearing of each component. */
const heard = new WeakMap();

/** @param {import("../component.js").Component<{ title: string }>} component */
export default function drawTable({ data, parentElement }) {
  const box = boxOf(parentElement);
  heard.get(parentElement)?.();
  /** @type {unknown[]} */
  let drawn = [];
  const end = onDay(({ frames, named }) => {
    const key = named.flatMap(({ label, shapes }) => [label, shapes]);
    if (key.length === drawn.length && key.every((each, at) => each === drawn[at])) return;
    drawn = key;
    const table = makeTable(named, frames, data.title);
    const scroll = { class: "scroll", tabindex: 0, role: "region", "aria-label": data.title };
    box.replaceChildren(make("div", scroll, table), makeFiles(named, frames));
  });
  heard.set(parentElement, end);
  return end;
}

/**
 * The days on which a measure of a front changes, each with the front it speaks of.
 *
 * @param {NamedLine[]} named
 * @param {Frames} frames
 * @returns {{ day: number, label: string, cells: string[] }[]}
 */
export const changedRows = (named, { days }) => {
  const rows = named.flatMap(({ label, shapes }) => {
    if (!shapes) return [];
    return Array.from({ length: days }, (_, day) => day)
      .filter((day) => day === 0 || shapes.measures(day) !== shapes.measures(day - 1))
      .map((day) => {
        const known = shapes.measures(day);
        const cells = COLUMNS.map(([key, , unit, digits]) => amount(known[key], unit, digits));
        const unknown = known.unknown_sq_km;
        return { day, label, cells: [...cells, unknown === undefined ? "–" : amount(unknown, "km²", 0)] };
      });
  });
  return rows.sort((a, b) => a.day - b.day);
};

/** @param {NamedLine[]} named @param {Frames} frames @param {string} title */
const makeTable = (named, frames, title) => {
  const rows = changedRows(named, frames);
  const heads = ["From", "Front", ...COLUMNS.map(([, head]) => head), HELD];
  const number = (/** @type {number} */ at) => (at > 1 ? "n" : null);
  const head = heads.map((words, at) => make("th", { scope: "col", class: number(at) }, words));
  const body = rows.map(({ day, label, cells }) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, frames.words(day)),
      make("td", {}, make("bdi", {}, label)),
      ...cells.map((words) => make("td", { class: "n" }, words)),
    ),
  );
  const caption = `${title}: the ${rows.length} days on which any of them changes`;
  return make(
    "table",
    {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...body),
  );
};

/** @param {NamedLine[]} named @param {Frames} frames */
const makeFiles = (named, frames) => {
  const rows = () => withOrigin(measureRows(named, frames));
  const name = `front-measures-${inFileName(named)}-${tablesShown().version}`;
  const save = (/** @type {string} */ text, /** @type {string} */ kind, /** @type {string} */ type) =>
    handOver(new Blob([text], { type }), `${name}.${kind}`);
  const whose = named.map(({ label }) => label).join("; ");
  return make(
    "p",
    { class: "files" },
    make("bdi", { class: "quiet" }, `Each day’s measures (${whose}): `),
    makeButton("CSV", () => save(csvOf(rows()), "csv", "text/csv"), { class: "save" }),
    makeButton("JSON", () => save(`${JSON.stringify(rows())}\n`, "json", "application/json"), {
      class: "save",
    }),
  );
};
