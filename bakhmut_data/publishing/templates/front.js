// The day slider of the front: the map, its words and the claims of the day that is chosen.

/** @typedef {[since: number, value: string][]} Layer what stands from which day on, counted from the first */
/**
 * @typedef {object} Changes
 * @property {string} first the first day, as an ISO date
 * @property {string[]} days each day in words
 * @property {Record<string, Layer>} layers
 * @property {Layer} measures
 */

const DAY = 86_400_000; // milliseconds

/**
 * What stands on a day: the last change by then.
 * @param {Layer} layer
 * @param {number} day
 */
export const standing = (layer, day) => layer.findLast(([since]) => since <= day)?.[1] ?? "";

/**
 * The number of a day from the first, kept within the period; NaN for what is no day.
 * @param {string} first
 * @param {string} day
 * @param {number} length
 */
export const numberOf = (first, day, length) =>
  Math.min(Math.max(Math.round((Date.parse(day) - Date.parse(first)) / DAY), 0), length - 1);

/**
 * The ISO date of a day of the period.
 * @param {string} first
 * @param {number} day
 */
export const dateOf = (first, day) => new Date(Date.parse(first) + day * DAY).toISOString().slice(0, 10);

/**
 * Whether a claim can speak for a day, of ISO dates, both its ends included.
 * @param {{ first?: string, last?: string }} claim
 * @param {string} day
 */
export const speaksFor = ({ first = "", last = "" }, day) => first <= day && day <= last;

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const begin = () => {
  /** @type {Changes} */
  const changes = JSON.parse(byId("changes").textContent ?? "");
  const slider = /** @type {HTMLInputElement} */ (byId("day"));
  const every = /** @type {HTMLInputElement} */ (byId("every"));
  const rows = [...byId("dated").querySelectorAll("tr")];
  const drawn = [...document.querySelectorAll("figure.day [data-layer]")];
  const picture = /** @type {Element} */ (document.querySelector("figure.day svg"));
  const served = location.protocol.startsWith("http"); // of a file's address only the end can be changed

  const show = () => {
    const at = slider.valueAsNumber;
    const day = dateOf(changes.first, at);
    const words = standing(changes.measures, at);
    for (const shape of drawn) {
      shape.setAttribute("d", standing(changes.layers[shape.getAttribute("data-layer") ?? ""] ?? [], at));
    }
    let spoken = 0;
    for (const row of rows) {
      const speaks = speaksFor(row.dataset, day);
      row.hidden = !speaks && !every.checked;
      spoken += Number(speaks);
    }
    const said = `${changes.days[at]}: ${words}.`;
    byId("said").textContent = said;
    picture.setAttribute("aria-label", `Map of the front about Bakhmut as it is estimated for ${said}`);
    slider.setAttribute("aria-valuetext", changes.days[at] ?? "");
    byId("shown").textContent = `${spoken} of ${rows.length} dated claims can speak for ${changes.days[at]}.`;
    if (served) history.replaceState(null, "", `?day=${day}${location.hash}`);
    else location.replace(`#day=${day}`);
  };
  /** @param {number} days */
  const step = (days) => {
    slider.valueAsNumber += days;
    show();
  };

  const asked = numberOf(
    changes.first,
    new URLSearchParams(location.hash.slice(1) || location.search).get("day") ?? "",
    changes.days.length,
  );
  const usual = numberOf(changes.first, slider.dataset.usual ?? changes.first, changes.days.length);
  slider.valueAsNumber = Number.isNaN(asked) ? usual : asked;
  slider.addEventListener("input", show);
  every.addEventListener("change", show);
  byId("before").addEventListener("click", () => step(-1));
  byId("after").addEventListener("click", () => step(1));
  for (const id of ["slider", "all-days"]) byId(id).hidden = false;
  byId("still").hidden = true;
  show();
};

if (typeof document !== "undefined") begin();
