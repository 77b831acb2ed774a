// Values with their counts; a click adds a value to the filters or takes it away.
import { boxOf, focusAgain, focusedIn } from "../component.js";
import { make, makeButton, makeSwatch } from "../dom.js";

/** @typedef {{ value: string, label: string, count: number, on: boolean, color?: string }} Value */
/** @typedef {{ name: string, label: string, values: Value[] }} Group */
/** @typedef {{ groups: Group[], shown: number }} Data */

/** @param {import("../component.js").Component<Data>} component */
export default function drawFacets({ data, parentElement, setTriggerValue }) {
  const box = boxOf(parentElement);
  const focused = focusedIn(parentElement);
  const unfolded = new Set([...box.querySelectorAll("details")].filter(({ open }) => open).map(groupOf));
  const toggle = (/** @type {string} */ group, /** @type {string} */ value) =>
    setTriggerValue("toggle", { group, value });
  const sections = data.groups.map((group) => {
    const most = Math.max(1, ...group.values.map((value) => value.count));
    const entries = group.values.map((value) => makeEntry(group.name, value, most, toggle));
    const rest = entries.splice(data.shown);
    return make(
      "section",
      { class: "facet" },
      make("h3", {}, group.label),
      make("ul", {}, ...entries),
      rest.length > 0 && makeRest(group.name, rest, unfolded.has(group.name)),
    );
  });
  box.replaceChildren(...sections);
  focusAgain(box, focused);
}

/** @param {HTMLElement} details @returns {string | undefined} The name of the group it belongs to. */
const groupOf = (details) => details.dataset.group;

/**
 * @param {string} group
 * @param {Value} value
 * @param {number} most The greatest count of the group.
 * @param {(group: string, value: string) => void} toggle
 */
const makeEntry = (group, { value, label, count, on, color }, most, toggle) => {
  const bar = make("span", { class: "bar" });
  bar.style.transform = `scaleX(${count / most})`;
  const look = {
    class: "value",
    "aria-pressed": String(on),
    "data-id": `${group}:${value}`,
    title: label,
  };
  const parts = [
    makeSwatch(color),
    make("bdi", { class: "name" }, label),
    make("span", {}, count.toLocaleString("en")),
    bar,
  ];
  return make(
    "li",
    {},
    makeButton("", () => toggle(group, value), look, ...parts),
  );
};

/**
 * @param {string} group
 * @param {HTMLElement[]} entries
 * @param {boolean} open
 */
const makeRest = (group, entries, open) =>
  make(
    "details",
    { "data-group": group, open },
    make("summary", {}, `${entries.length} more`),
    make("ul", {}, ...entries),
  );
