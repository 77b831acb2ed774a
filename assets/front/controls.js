// What stands about the map: the day, the slider with its ticks, the steps, the phases, the buttons of the
// map.
import { make, makeButton } from "../dom.js";
import { framesInWords } from "./period_frames.js";
import { MONTHS } from "./words.js";

/** @typedef {import("./frames.js").Frames} Frames */
/**
 * What the reader's acts do.
 *
 * @typedef {object} Acts
 * @property {(day: number) => void} slide While the slider is held.
 * @property {() => void} slid When it is let go.
 * @property {() => void} toggle Plays or pauses.
 * @property {(way: 1 | -1) => void} change To the change of hands before or after.
 * @property {(by: 1 | -1) => void} step By a day.
 * @property {(phase: import("./frames.js").Phase) => void} phase
 * @property {(by: number) => void} zoom
 * @property {() => void} home The map's first view.
 * @property {() => void} saveDay
 * @property {() => void} savePeriod
 * @property {() => void} saveFrames
 */

/** The value of a period that is chosen elsewhere. */
export const CHOSEN = "chosen";
const SPEEDS = [4, 10, 20]; // days a second
const USUAL_SPEED = 10;
const MAP_LABEL = "Map of the front about Bakhmut";
const LESS_MOTION =
  "Your system asks for less motion: Play goes in steps, from one change of hands to the next.";
const SIDE_LABEL = "All that the map shows on this day";

/** @param {Frames} frames @param {Acts} acts @param {string} credit */
export const makeControls = (frames, acts, credit) => {
  const date = make("p", { class: "date" });
  const slider = makeSlider(frames, acts);
  const player = makeButton("Play", acts.toggle, { class: "main play", "data-id": "play" });
  const speeds = SPEEDS.map((speed) => {
    const selected = speed === USUAL_SPEED;
    return make("option", { value: speed, selected }, `${speed} days a second`);
  });
  const speed = make("select", { "aria-label": "Days a second" }, ...speeds);
  const calm = make("p", { class: "quiet calm" }, LESS_MOTION);
  const phases = frames.phases.map((phase) => makeButton(phase.name, () => acts.phase(phase)));
  const canvas = make("div", { class: "canvas" });
  const side = make("div", { class: "side", role: "region", tabindex: 0, "aria-label": SIDE_LABEL });
  const legend = make("fieldset", { class: "legend" });
  const timeline = make("section", { class: "claims", "aria-label": "Claims by the days they speak for" });
  const choice = make("div", { class: "choice", role: "group", "aria-label": "Which front is drawn" });
  const note = make("p", { class: "quiet", role: "status" });
  const work = make("div", { class: "work" });
  const period = makePeriods(frames);
  const map = make("div", { class: "map", role: "group", "aria-label": MAP_LABEL }, canvas, makeZooms(acts));
  const content = [
    make("div", { class: "top" }, date, makeSteps(acts, player, speed), calm),
    make("div", { class: "line" }, slider, makeTicks(frames)),
    make("div", { class: "phases", role: "group", "aria-label": "Phases of the battle" }, ...phases),
    choice,
    make(
      "div",
      { class: "pair" },
      make("div", { class: "left" }, map, make("p", { class: "quiet credit" }, credit)),
      side,
    ),
    timeline,
    legend,
    makePictures(acts, period),
    work,
    note,
  ];
  const stands = { date, slider, player, speed, calm, phases, choice, canvas, side };
  return { ...stands, timeline, legend, period, note, work, content };
};

/** @param {Frames} frames @param {Acts} acts */
const makeSlider = ({ days }, acts) => {
  const range = { type: "range", min: 0, max: days - 1, step: 1 };
  const slider = make("input", { ...range, "aria-label": "Day", class: "days" });
  slider.addEventListener("input", () => acts.slide(Number(slider.value)));
  slider.addEventListener("change", acts.slid);
  return slider;
};

/** @param {Acts} acts @param {HTMLElement} player @param {HTMLElement} speed */
const makeSteps = (acts, player, speed) => {
  const step = (/** @type {string} */ label, /** @type {string} */ words, /** @type {() => void} */ go) =>
    makeButton(label, go, { "aria-label": words, title: words });
  return make(
    "div",
    { class: "steps", role: "group", "aria-label": "Go through the days" },
    step("‹ Change", "The change of hands before", () => acts.change(-1)),
    step("− 1 day", "One day back", () => acts.step(-1)),
    player,
    step("+ 1 day", "One day on", () => acts.step(1)),
    step("Change ›", "The next change of hands", () => acts.change(1)),
    speed,
  );
};

/** @param {Acts} acts */
const makeZooms = (acts) => {
  const home = "Back to the first view";
  return make(
    "div",
    { class: "zooms" },
    makeButton("+", () => acts.zoom(0.75), { "aria-label": "Bring the map nearer" }),
    makeButton("−", () => acts.zoom(-0.75), { "aria-label": "Take the map farther" }),
    makeButton("⌂", acts.home, { "aria-label": home, title: home }),
  );
};

/** @param {Frames} frames @returns {HTMLSelectElement} Periods that can be saved. */
const makePeriods = (frames) => {
  const { phases, days } = frames;
  const periods = [...phases, { name: "All days", first: 0, last: days - 1 }];
  const options = periods.map(({ name, first, last }) =>
    make("option", { value: `${first} ${last}` }, `${name} (${framesInWords(last - first + 1)})`),
  );
  const chosen = make("option", { value: CHOSEN }, "Those chosen in the timeline, else a week");
  return make("select", { "data-id": "period" }, chosen, ...options);
};

/** @param {Acts} acts @param {HTMLSelectElement} periods */
const makePictures = (acts, periods) => {
  const look = { class: "plain-button" };
  const day = makeButton("Picture of this day (PNG)", acts.saveDay, { ...look, "data-id": "png" });
  const period = "Picture of the whole period, month by month (PNG)";
  const months = makeButton(period, acts.savePeriod, { ...look, "data-id": "png-period" });
  const frames = makeButton("Save a picture of each day (ZIP)", acts.saveFrames, {
    ...look,
    "data-id": "zip-period",
  });
  const which = make("label", {}, make("span", {}, "Days"), periods);
  return make("div", { class: "pictures" }, day, months, make("span", { class: "frames" }, frames, which));
};

/**
 * Days on which a place changes hands, drawn along the slider; months among them.
 *
 * @param {Frames} frames
 */
const makeTicks = (frames) => {
  const put = (/** @type {HTMLElement} */ tick, /** @type {number} */ day) => {
    tick.style.left = `${((100 * day) / (frames.days - 1)).toFixed(2)}%`;
    return tick;
  };
  const changes = frames.changeDays.map((day) => {
    const tick = put(make("span"), day);
    tick.style.height = `${3 + 2 * Math.min(5, frames.turnsOn.get(day)?.length ?? 0)}px`;
    return tick;
  });
  const days = Array.from({ length: frames.days }, (_, day) => day);
  const months = days
    .filter((day) => frames.iso(day).endsWith("-01"))
    .map((day) => put(makeMonth(frames.iso(day)), day));
  return make("div", { class: "ticks", "aria-hidden": "true" }, ...changes, ...months);
};

/** @param {string} iso A month's first day. @returns {HTMLElement} A tick, named at each quarter. */
const makeMonth = (iso) => {
  const [year, month] = iso.split("-").map(Number);
  if (month % 3 !== 1) return make("span", { class: "month" });
  const name = MONTHS[month - 1].slice(0, 3);
  return make("span", { class: "month quarter" }, month === 1 ? `${name} ${year}` : name);
};
