// Sources side by side: a row for each thing spoken of, a column for each source, with words where it is
// silent.
import { arrangementOf } from "../address.js";
import { boxOf, focusAgain, focusedIn } from "../component.js";
import { make, makeButton, makeSwatch } from "../dom.js";

/**
 * @typedef {{
 *   id: string, what: string, words?: string, parts?: [string, boolean][] | null, who: string, on?: boolean,
 *   share?: number
 * }} Claim
 *   `words` are those of its document, `parts` the same in stretches, each with whether it is marked.
 */
/**
 * @typedef {{ text: string, more?: string, words?: string }} Blank Why a cell is empty, and what tells so.
 */
/** @typedef {{ label: string, color: string, blank?: string }} Source */
/**
 * @typedef {object} Row
 * @property {string} label
 * @property {string} [note]
 * @property {boolean} [folded]
 * @property {Claim[][]} cells
 * @property {(Blank | null)[]} [blanks]
 */
/**
 * @typedef {object} Data
 * @property {Source[]} sources
 * @property {Row[]} rows
 * @property {number} shown How many claims a cell shows before the rest is folded.
 * @property {string} blank What a cell without claims says.
 * @property {string} corner
 * @property {string} [caption]
 * @property {string} [credit]
 */

const COLUMN = 8; // rem; below it a column breaks its words
const FEW = 2; // columns that stand beside one another in half of a page

/** @param {import("../component.js").Component<Data>} component */
export default function drawMatrix({ data, parentElement, setTriggerValue }) {
  const arrangement = arrangementOf("all", parentElement);
  const focused = focusedIn(parentElement);
  const box = boxOf(parentElement);
  if (!box.childElementCount) box.classList.toggle("all", Boolean(arrangement.read()));
  box.classList.add("scroll");
  box.classList.toggle("few", data.sources.length <= FEW);
  const open = (/** @type {string} */ id) => setTriggerValue("open", id);
  box.replaceChildren(makeTable(data, open));
  if (data.rows.some((row) => row.folded)) {
    box.append(makeUnfold(box, data.rows.length, arrangement));
    if (box.classList.contains("all")) arrangement.keep("1");
  }
  box.dataset.credit = data.credit ?? "";
  focusAgain(box, focused);
}

/** @param {Data} data @param {(id: string) => void} open */
const makeTable = (data, open) => {
  const { caption, corner, sources, rows } = data;
  const columns = sources.map(({ label, color }) =>
    make("th", { scope: "col" }, makeSwatch(color), make("bdi", {}, label)),
  );
  const body = rows.map(({ label, note, folded, cells, blanks }) => {
    const about = make("th", { scope: "row" }, make("bdi", {}, label), note && make("small", {}, note));
    const said = cells.map((claims, at) => {
      const blank = blanks?.[at] ?? { text: sources[at].blank ?? data.blank };
      return makeCell(claims, sources[at].label, data.shown, blank, open);
    });
    return make("tr", { class: folded ? "folded" : null }, about, ...said);
  });
  return make(
    "table",
    { style: `min-width: ${COLUMN * (sources.length + 1)}rem` },
    caption && make("caption", {}, caption),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, corner), ...columns)),
    make("tbody", {}, ...body),
  );
};

/**
 * @param {Claim[]} claims
 * @param {string} source
 * @param {number} shown
 * @param {Blank} blank
 * @param {(id: string) => void} open
 */
const makeCell = (claims, source, shown, { text, more, words }, open) => {
  const cell = make("td", { "data-source": source });
  if (!claims.length) {
    cell.append(make("span", { class: "blank" }, text));
    if (more)
      cell.append(make("details", {}, make("summary", {}, more), make("p", { class: "quiet" }, words)));
    return cell;
  }
  const entries = claims.map((claim) => makeEntry(claim, open));
  const rest = entries.splice(shown);
  cell.append(make("ul", {}, ...entries));
  if (rest.length) {
    const summary = make("summary", {}, `and ${rest.length} more`);
    cell.append(make("details", {}, summary, make("ul", {}, ...rest)));
  }
  return cell;
};

/** @param {Claim} claim @param {(id: string) => void} open */
const makeEntry = ({ id, what, words, parts: stretches, who, on, share }, open) => {
  const look = { class: "row", "aria-pressed": String(Boolean(on)), "data-id": id };
  const parts = [
    what && make("bdi", { class: "what" }, what),
    words && make("q", {}, make("bdi", {}, ...(stretches?.map(makePart) ?? [words]))),
    share ? makeShare(share) : null,
    make("small", {}, make("bdi", {}, who)),
  ];
  return make(
    "li",
    {},
    makeButton("", () => open(id), look, ...parts),
  );
};

/** @param {[string, boolean]} part */
const makePart = ([words, marked]) => (marked ? make("mark", {}, words) : words);

/** @param {number} percent */
const makeShare = (percent) => {
  const part = make("span");
  part.style.width = `${percent}%`;
  return make("span", { class: "share", "aria-hidden": "true" }, part);
};

/**
 * The button for the rest of the rows; whether they are shown outlasts a new selection.
 *
 * @param {HTMLElement} box
 * @param {number} count
 * @param {ReturnType<typeof arrangementOf>} arrangement
 */
const makeUnfold = (box, count, arrangement) => {
  const button = makeButton("", () => press(), { class: "whole unsaved", "data-id": "whole" });
  const dress = () => {
    const whole = box.classList.contains("all");
    button.textContent = whole ? "Show fewer rows" : `Show all ${count} rows`;
    button.setAttribute("aria-expanded", String(whole));
  };
  const press = () => {
    arrangement.write(box.classList.toggle("all") ? "1" : "");
    dress();
    button.scrollIntoView({ block: "nearest" });
  };
  dress();
  return button;
};
