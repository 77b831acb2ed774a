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
/**
 * Who hears of what is drawn: `say` in words, `stand` on which bar the reader is, `choose` the days.
 *
 * @typedef {object} Hears
 * @property {(words: string) => void} say
 * @property {(bar: number) => void} stand
 * @property {(from: string, to: string) => void} choose
 */

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

/** A stretch of bars, from the one where it was begun to the one where the reader is. */
class Brush {
  rect = makeShape("rect", { class: "brush", y: 0, height: HEIGHT, x: 0, width: 0 });

  /** @param {Bar[]} bars @param {number} at */
  constructor(bars, at) {
    this.bars = bars;
    this.at = at;
    this.anchor = at;
  }

  get bounds() {
    return [Math.min(this.at, this.anchor), Math.max(this.at, this.anchor)];
  }

  get words() {
    const [first, last] = this.bounds;
    return wordsOf(this.bars, first, last);
  }

  /** @param {number} bar @param {boolean} extend Whether the stretch goes on, instead of beginning there. */
  moveTo(bar, extend) {
    this.at = Math.max(0, Math.min(this.bars.length - 1, bar));
    if (!extend) this.anchor = this.at;
    const [first, last] = this.bounds;
    const step = WIDTH / this.bars.length;
    this.rect.setAttribute("x", String(first * step));
    this.rect.setAttribute("width", String((last - first + 1) * step));
  }
}

/**
 * The bars with the brush, which the pointer and the keyboard move.
 *
 * @param {Bar[]} bars
 * @param {string} label
 * @param {number} at The bar where the reader is.
 * @param {Hears} hears
 */
const makePicture = (bars, label, at, { say, stand, choose }) => {
  const brush = new Brush(bars, at);
  const svg = makeBars(bars, brush.rect);
  const range = { "aria-valuemin": 0, "aria-valuemax": bars.length - 1 };
  const picture = make("div", {
    class: "picture",
    tabindex: 0,
    role: "slider",
    "aria-label": label,
    ...range,
  });
  picture.append(svg);
  const tell = () => {
    stand(brush.at);
    picture.setAttribute("aria-valuenow", String(brush.at));
    picture.setAttribute("aria-valuetext", brush.words);
  };
  const move = (/** @type {number} */ bar, /** @type {boolean} */ extend) => {
    brush.moveTo(bar, extend);
    tell();
    say(brush.words);
  };
  const take = () => {
    const [first, last] = brush.bounds;
    choose(bars[first].from, bars[last].to);
  };
  heedPointer(picture, (event) => barUnder(svg, event, bars.length), {
    move,
    take,
    pass: (bar) => say(wordsOf(bars, bar, bar)),
  });
  heedKeys(picture, brush, move, take);
  tell();
  return picture;
};

/** @param {SVGElement} svg @param {PointerEvent} event @param {number} count Of bars. */
const barUnder = (svg, event, count) => {
  const { left, width } = svg.getBoundingClientRect();
  return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - left) / width) * count)));
};

/**
 * @param {HTMLElement} picture
 * @param {(event: PointerEvent) => number} under
 * @param {{
 *   move: (bar: number, extend: boolean) => void,
 *   take: () => void,
 *   pass: (bar: number) => void,
 * }} acts
 */
const heedPointer = (picture, under, { move, take, pass }) => {
  let held = false;
  picture.addEventListener("pointerdown", (event) => {
    picture.setPointerCapture(event.pointerId);
    held = true;
    move(under(event), false);
  });
  picture.addEventListener("pointermove", (event) => (held ? move(under(event), true) : pass(under(event))));
  picture.addEventListener("pointerup", () => {
    if (held) take();
    held = false;
  });
  picture.addEventListener("pointercancel", () => (held = false));
};

/**
 * @param {HTMLElement} picture
 * @param {Brush} brush
 * @param {(bar: number, extend: boolean) => void} move
 * @param {() => void} take
 */
const heedKeys = (picture, brush, move, take) => {
  const all = brush.bars.length;
  picture.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -all, End: all }[event.key];
    if (!by && event.key !== "Enter") return;
    event.preventDefault();
    if (by) move(brush.at + by, event.shiftKey);
    else take();
  });
};

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
