// Voices by voices: who sides with whom; on a phone a list of names for each voice.
import { focusAgain, focusedIn, scrollingBoxOf } from "../component.js";
import { make, makeButton, makeSwatch } from "../dom.js";

/**
 * @typedef {object} Tie
 * @property {string} id The claim that it opens.
 * @property {"agree" | "opposed" | "neither"} kind
 * @property {number} shared How many questions the two share.
 * @property {string} score
 * @property {number} strength From 0 to 1.
 * @property {string} title
 * @property {boolean} weak Whether it is left out where there is little room.
 * @property {boolean} [on]
 */
/** @typedef {{ name: string, own: boolean, color: string, ties: (Tie | null)[] }} Voice */
/** @typedef {{ label: string, caption: string, narrow: string, credit: string, voices: Voice[] }} Data */

const SIGNS = { agree: "+", opposed: "−", neither: "·" };
const FULL = 70; // percent of a colour in the ground of the strongest tie, on which words still read

/** @param {import("../component.js").Component<Data>} component */
export default function drawSides({ data, parentElement, setTriggerValue }) {
  const focused = focusedIn(parentElement);
  const box = scrollingBoxOf(parentElement, data);
  const left = box.scrollLeft;
  box.replaceChildren(makeTable(data, (id) => setTriggerValue("open", id)));
  box.scrollLeft = left;
  box.onkeydown = (event) => goThrough(box, event);
  focusAgain(box, focused);
}

/** @param {Data} data @param {(id: string) => void} open */
const makeTable = ({ caption, narrow, voices }, open) => {
  const columns = voices.map(({ name }, at) =>
    make(
      "th",
      { scope: "col", title: name },
      make("span", { "aria-hidden": "true" }, String(at + 1)),
      hidden(name),
    ),
  );
  const rows = voices.map(({ name, own, color, ties }, at) => {
    const number = make("span", { class: "number", "aria-hidden": "true" }, String(at + 1));
    const head = make(
      "th",
      { scope: "row", class: own ? "own" : null, title: name },
      number,
      makeSwatch(color),
      make("bdi", {}, name),
    );
    return make("tr", {}, head, ...ties.map((tie, to) => makeCell(tie, at, to, voices[to].name, open)));
  });
  const corner = make("th", { scope: "col" }, "Voice");
  return make(
    "table",
    {},
    make("caption", {}, caption, " ", make("span", { class: "narrow" }, narrow)),
    make("thead", {}, make("tr", {}, corner, ...columns)),
    make("tbody", {}, ...rows),
  );
};

/** @param {string} words What is read aloud alone. */
const hidden = (words) => make("span", { class: "aloud" }, words);

/**
 * @param {Tie | null} tie
 * @param {number} at
 * @param {number} to
 * @param {string} name
 * @param {(id: string) => void} open
 */
const makeCell = (tie, at, to, name, open) => {
  if (!tie) return make("td", { class: at === to ? "self" : "none" });
  const look = {
    class: "tie",
    title: `${tie.title}, ${tie.score}`,
    "aria-pressed": String(Boolean(tie.on)),
    "data-id": `${at}-${to}`,
  };
  const sign = make("span", { "aria-hidden": "true" }, SIGNS[tie.kind], make("sub", {}, String(tie.shared)));
  const button = makeButton("", () => open(tie.id), look, sign, hidden(`${tie.title}, ${tie.score}`));
  button.style.setProperty("--strength", `${Math.round(FULL * tie.strength)}%`);
  const line = make("span", { class: "with", "aria-hidden": "true" }, `${name} ${tie.score}`);
  button.append(line);
  return make("td", { class: tie.weak ? `${tie.kind} weak` : tie.kind }, button);
};

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/** @param {HTMLElement} box @param {KeyboardEvent} event */
const goThrough = (box, event) => {
  const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
  const from = event.target instanceof HTMLElement ? (event.target.dataset.id ?? "") : "";
  if (!step || !from) return;
  event.preventDefault();
  let [at, to] = from.split("-").map(Number);
  // Over cells in which there is nothing.
  for (let tries = 0; tries < box.querySelectorAll("tbody tr").length; tries += 1) {
    [at, to] = [at + step[0], to + step[1]];
    const next = box.querySelector(`[data-id="${at}-${to}"]`);
    if (next instanceof HTMLElement) {
      next.focus();
      return;
    }
  }
};
