// A list of claims in groups; each row is a button that opens its evidence.
import { arrangementOf } from "../address.js";
import { boxOf, focusAgain, focusedIn } from "../component.js";
import { make, makeButton, makeSwatch } from "../dom.js";

/** @typedef {{ id: string, what: string, who?: string, when?: string, color?: string, on?: boolean }} Row */
/** @typedef {{ title?: string, badge?: string, note?: string, rows: Row[] }} Group */
/** @typedef {{ groups: Group[], first?: number, height?: number, label?: string }} Data */

/** @param {import("../component.js").Component<Data>} component */
export default function drawRows({ data, parentElement, setTriggerValue }) {
  const arrangement = arrangementOf("all", parentElement);
  const focused = focusedIn(parentElement);
  const box = boxOf(parentElement);
  const top = box.scrollTop;
  const unfolded = box.querySelector("details")?.open ?? Boolean(arrangement.read());
  frame(box, data);
  const groups = data.groups.map((group) => makeGroup(group, (id) => setTriggerValue("open", id)));
  const rest = groups.splice(data.first ?? groups.length);
  box.replaceChildren(...groups);
  if (rest.length) box.append(makeRest(rest, unfolded, arrangement));
  // A run of the page draws the list anew; the reader's place in it must not be lost.
  box.scrollTop = top;
  focusAgain(box, focused);
  box.onkeydown = (event) => goThrough(box, event);
}

/** @param {HTMLElement} box @param {Data} data */
const frame = (box, { height, label }) => {
  box.className = height ? "box scroll" : "box";
  box.style.maxHeight = height ? `${height}px` : "";
  if (!height) return;
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", label ?? "");
};

/** @param {Row} row @param {(id: string) => void} open */
const makeRow = ({ id, what, who, when, color, on }, open) => {
  const look = { class: "row", "aria-pressed": String(Boolean(on)), "data-id": id };
  const said = make("span", {}, make("bdi", { class: "what" }, what), make("bdi", { class: "who" }, who));
  const parts = [makeSwatch(color), said, make("span", { class: "when" }, when)];
  return make(
    "li",
    {},
    makeButton("", () => open(id), look, ...parts),
  );
};

/** @param {Group} group @param {(id: string) => void} open */
const makeGroup = ({ title, badge, note, rows }, open) => {
  const head = title && make("div", { class: "head" }, make("h3", {}, title), badge && makeBadge(badge));
  return make(
    "section",
    { class: "group" },
    head,
    note && make("p", { class: "quiet" }, note),
    make("ol", {}, ...rows.map((row) => makeRow(row, open))),
  );
};

/** @param {string} text */
const makeBadge = (text) => make("span", { class: "badge" }, text);

/**
 * The groups beyond the first, unfolded if they were or if a chosen row is among them.
 *
 * @param {HTMLElement[]} groups
 * @param {boolean} unfolded
 * @param {ReturnType<typeof arrangementOf>} arrangement
 */
const makeRest = (groups, unfolded, arrangement) => {
  const details = make("details", {}, make("summary", {}, `${groups.length} more`), ...groups);
  details.open = unfolded || groups.some((group) => group.querySelector('[aria-pressed="true"]'));
  details.addEventListener("toggle", () => arrangement.write(details.open ? "1" : ""));
  return details;
};

/** @param {HTMLElement} box @param {KeyboardEvent} event */
const goThrough = (box, event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  const buttons = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("button.row")]);
  const at = buttons.findIndex((button) => button === event.target);
  const next = at < 0 ? undefined : buttons[at + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
};
