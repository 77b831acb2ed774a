// Questions as debates: the answers as poles, and under each who gives it, in order of day.
import { arrangementOf } from "../address.js";
import { boxOf, focusAgain, focusedIn } from "../component.js";
import { make, makeButton, makeSwatch } from "../dom.js";
import { makeAnswerMark } from "./answer_mark.js";

/** @typedef {{ id: string, who: string, where: string, own: boolean, color: string, on?: boolean }} Taker */
/**
 * @typedef {object} Pole
 * @property {string} word
 * @property {string} held What is said by those who give the answer.
 * @property {string} count
 * @property {import("./answer_mark.js").AnswerShape} shape
 * @property {string} color
 * @property {Taker[]} takers
 */
/** @typedef {{ title: string, badge: string, poles: Pole[] }} Debate */
/** @typedef {{ label: string, credit: string, first: number, shown: number, debates: Debate[] }} Data */

/** @param {import("../component.js").Component<Data>} component */
export default function drawDebates({ data, parentElement, setTriggerValue }) {
  const arrangement = arrangementOf("all", parentElement);
  const focused = focusedIn(parentElement);
  const box = boxOf(parentElement);
  const unfolded = box.querySelector("details.rest")?.hasAttribute("open") ?? Boolean(arrangement.read());
  box.dataset.credit = data.credit;
  const open = (/** @type {string} */ id) => setTriggerValue("open", id);
  const debates = data.debates.map((debate) => makeDebate(debate, data.shown, open));
  const rest = debates.splice(data.first);
  box.replaceChildren(...debates);
  if (rest.length) box.append(makeRest(rest, unfolded, arrangement));
  focusAgain(box, focused);
}

/** @param {Debate} debate @param {number} shown @param {(id: string) => void} open */
const makeDebate = ({ title, badge, poles }, shown, open) =>
  make(
    "section",
    { class: "debate" },
    make("div", { class: "head" }, make("h3", {}, title), make("span", { class: "badge" }, badge)),
    make("div", { class: "poles" }, ...poles.map((pole) => makePole(pole, shown, open))),
  );

/** @param {Pole} pole @param {number} shown @param {(id: string) => void} open */
const makePole = ({ word, held, count, shape, color, takers }, shown, open) => {
  const items = takers.map((taker) => makeTaker(taker, open));
  const more = items.splice(shown);
  const heading = make("h4", {}, makeAnswerMark(shape, color, true), word, make("small", {}, count));
  const folded =
    more.length > 0 &&
    make("details", {}, make("summary", {}, `${more.length} more`), make("ol", {}, ...more));
  if (folded) folded.open = Boolean(folded.querySelector('[aria-pressed="true"]'));
  return make(
    "div",
    { class: "pole", role: "group", "aria-label": held },
    heading,
    make("ol", {}, ...items),
    folded,
  );
};

/** @param {Taker} taker @param {(id: string) => void} open */
const makeTaker = ({ id, who, where, own, color, on }, open) =>
  make(
    "li",
    {},
    makeButton(
      "",
      () => open(id),
      { class: own ? "row own" : "row", "aria-pressed": String(Boolean(on)), "data-id": id },
      makeSwatch(color),
      make("span", {}, make("bdi", { class: "who" }, who), make("small", {}, make("bdi", {}, where))),
    ),
  );

/**
 * The debates beyond the first, unfolded if they were or if the open claim is among them.
 *
 * @param {HTMLElement[]} debates
 * @param {boolean} unfolded
 * @param {ReturnType<typeof arrangementOf>} arrangement
 */
const makeRest = (debates, unfolded, arrangement) => {
  const words = `${debates.length} more question${debates.length === 1 ? "" : "s"}`;
  const details = make("details", { class: "rest" }, make("summary", {}, words), ...debates);
  details.open = unfolded || debates.some((debate) => debate.querySelector('[aria-pressed="true"]'));
  details.addEventListener("toggle", () => arrangement.write(details.open ? "1" : ""));
  return details;
};
