// Claims a day as bars; a stretch drawn with the pointer or the keyboard becomes the filter of days.
import { boxOf } from "../component.js";
import { make, makeButton, makeShape } from "../dom.js";
import { barsOf, wordsOf } from "./bars.js";

/** @typedef {import("./bars.js").Bar} Bar */
/**
 * @typedef {object} Data
 * @property {string} first The first day, in ISO's form.
 * @property {number} together How many days a bar counts.
 * @property {[count: number, on: boolean][]} bars
 * @property {number} busiest The bar with most claims.
 * @property {boolean} chosen Whether days are chosen.
 * @property {string} caption
 * @property {string} label
 * @property {string} all
 */
/** @typedef {{ at: number, anchor: number }} Stretch A bar, and the one at which the stretch began. */

const WIDTH = 1000; // of the drawing, which the page stretches; so is the height
const HEIGHT = 90;
const LEAST = 3; // height of a bar with any claim
const HEADROOM = 6;

/** @type {WeakMap<HTMLElement, number>} On which bar of a box the reader stood before the last run. */
const places = new WeakMap();

/** @param {import("../component.js").Component<Data>} component */
export default function drawHistogram({ data, parentElement, setTriggerValue }) {
  const box = boxOf(parentElement);
  const focused = box.contains(parentElement.activeElement);
  const bars = barsOf(data);
  const at = Math.min(places.get(box) ?? Math.max(0, data.busiest), bars.length - 1);
  const said = make("p", { class: "quiet said", role: "status" });
  const choose = (/** @type {string} */ from, /** @type {string} */ to) =>
    setTriggerValue("range", { from, to });
  const picture = makePicture(bars, data.label, at, {
    say: (words) => (said.textContent = words),
    stand: (bar) => places.set(box, bar),
    choose,
  });
  const all = makeButton(data.all, () => choose("", ""), { class: "all" });
  box.replaceChildren(
    make("p", { class: "quiet" }, data.caption),
    picture,
    makeAxis(bars),
    make("div", { class: "foot" }, said, data.chosen && all),
  );
  if (focused) picture.focus({ preventScroll: true });
}

/**
 * The bars with what is drawn on them; `say` hears what it means, `stand` on which bar the reader is.
 *
 * @param {Bar[]} bars
 * @param {string} label
 * @param {number} start
 * @param {{
 *   say: (words: string) => void,
 *   stand: (bar: number) => void,
 *   choose: (from: string, to: string) => void,
 * }} hears
 */
const makePicture = (bars, label, start, { say, stand, choose }) => {
  const last = bars.length - 1;
  const brush = makeShape("rect", { class: "brush", y: 0, height: HEIGHT, x: 0, width: 0 });
  const svg = makeBars(bars, brush);
  const picture = make("div", {
    ...{ class: "picture", tabindex: 0, role: "slider", "aria-label": label },
    ...{ "aria-valuemin": 0, "aria-valuemax": last },
  });
  picture.append(svg);
  /** @type {Stretch} */
  const stretch = { at: start, anchor: start };
  let dragged = false;
  const bounds = () => [Math.min(stretch.at, stretch.anchor), Math.max(stretch.at, stretch.anchor)];
  const tell = () => {
    const [from, to] = bounds();
    const words = wordsOf(bars, from, to);
    stand(stretch.at);
    picture.setAttribute("aria-valuenow", String(stretch.at));
    picture.setAttribute("aria-valuetext", words);
    return words;
  };
  const show = () => {
    const [from, to] = bounds();
    brush.setAttribute("x", String((from * WIDTH) / bars.length));
    brush.setAttribute("width", String(((to - from + 1) * WIDTH) / bars.length));
    say(tell());
  };
  const take = () => {
    const [from, to] = bounds();
    choose(bars[from].from, bars[to].to);
  };
  const under = (/** @type {PointerEvent} */ event) => {
    const { left, width } = svg.getBoundingClientRect();
    return within(Math.floor(((event.clientX - left) / width) * bars.length), last);
  };
  picture.addEventListener("pointerdown", (event) => {
    picture.setPointerCapture(event.pointerId);
    stretch.at = stretch.anchor = under(event);
    dragged = true;
    show();
  });
  picture.addEventListener("pointermove", (event) => {
    const bar = under(event);
    if (!dragged) return say(wordsOf(bars, bar, bar));
    stretch.at = bar;
    show();
  });
  picture.addEventListener("pointerup", () => {
    if (dragged) take();
    dragged = false;
  });
  picture.addEventListener("pointercancel", () => (dragged = false));
  picture.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -bars.length, End: bars.length }[event.key];
    if (by) {
      stretch.at = within(stretch.at + by, last);
      if (!event.shiftKey) stretch.anchor = stretch.at;
      show();
    } else if (event.key === "Enter") take();
    else return;
    event.preventDefault();
  });
  tell();
  return picture;
};

/** @param {number} bar @param {number} last */
const within = (bar, last) => Math.max(0, Math.min(last, bar));

/** @param {Bar[]} bars @param {SVGElement} brush Lies over them. */
const makeBars = (bars, brush) => {
  const step = WIDTH / Math.max(1, bars.length);
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const view = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" };
  const svg = makeShape("svg", view);
  bars.forEach(({ count, on }, at) => {
    const height = count ? Math.max(LEAST, (count / most) * (HEIGHT - HEADROOM)) : 0;
    const place = { x: at * step + step * 0.06, width: step * 0.88, y: HEIGHT - height, height };
    svg.append(makeShape("rect", { class: on ? "bar on" : "bar", ...place }));
  });
  svg.append(brush);
  return svg;
};

/** @param {Bar[]} bars */
const makeAxis = (bars) => {
  const last = bars.length - 1;
  const shown = new Set([0, Math.floor(last / 2), last]);
  const labels = [...shown].map((at) => make("span", {}, bars[at].label));
  return make("div", { class: "axis", "aria-hidden": "true" }, ...labels);
};
