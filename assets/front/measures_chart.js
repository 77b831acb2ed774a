// The measures of the fronts that are drawn, over the whole period: a small chart each, with the day marked.
import { boxOf } from "../component.js";
import { makeShape } from "../dom.js";
import { curvesInWords, stepPath, topOf, valuesOf } from "./curves.js";
import { amount } from "./named_lines.js";
import { askDay, onDay } from "./shown_day.js";
import { SIDES } from "./sides.js";
import { MONTHS } from "./words.js";

/** @typedef {import("./named_lines.js").NamedLine} NamedLine */
/** @typedef {import("./numbers.js").Measure} Measure */
/** @typedef {import("./shown_day.js").ShownDay} ShownDay */
/** @typedef {{ measures: Measure[], credit: string }} Data */
/**
 * @typedef {object} Plot Where days and values of one chart lie.
 * @property {number} left
 * @property {number} top
 * @property {number} width
 */
/** @typedef {{ mark: (day: number) => void, svg: SVGSVGElement }} Drawn */

const DOWN = 118; // pixels of a plot
const HEAD = 46;
const FOOT = 26;
const LEFT = 44; // for the scale
const GAP = 26;
const KEYS = 26;
const TWO_COLUMNS = 620; // from which width on
const NARROW = 420;
const TITLES = [
  "Russian-held area",
  "Line to Bakhmut’s city hall",
  "Line to the road T0504",
  "Line to the road M03",
];
/** Fronts are told apart by their dashes. */
const DASHES = { reference: null, documents: "7 4" };

/** @type {WeakMap<ShadowRoot, () => void>} What ends the hearing of each component. */
const heard = new WeakMap();

/** @param {import("../component.js").Component<Data>} component */
export default function drawMeasures({ data, parentElement }) {
  const box = boxOf(parentElement);
  heard.get(parentElement)?.();
  /** @type {{ key: unknown[], drawn: Drawn } | undefined} */
  let kept;
  /** @type {ShownDay | undefined} */
  let now;
  const draw = () => {
    if (!now || !box.clientWidth) return;
    const { frames, day, named } = now;
    const key = [box.clientWidth, ...named.flatMap(({ label, shapes }) => [label, shapes])];
    if (!kept || kept.key.length !== key.length || kept.key.some((each, at) => each !== key[at])) {
      kept = { key, drawn: drawCharts(now, data.measures, box.clientWidth) };
      box.dataset.credit = `${named.map(({ label }) => label).join("; ")}. ${data.credit}`;
      box.replaceChildren(kept.drawn.svg);
    }
    kept.drawn.mark(day);
    kept.drawn.svg.setAttribute("aria-label", curvesInWords(named, day, frames));
  };
  const sizes = new ResizeObserver(draw);
  sizes.observe(box);
  const unheard = onDay((shown) => {
    now = shown;
    draw();
  });
  const end = () => {
    sizes.disconnect();
    unheard();
  };
  heard.set(parentElement, end);
  return end;
}

/**
 * @param {ShownDay} shown
 * @param {Measure[]} measures
 * @param {number} width
 * @returns {Drawn}
 */
const drawCharts = (shown, measures, width) => {
  const { frames, named } = shown;
  const charts = measures.filter(({ key }) => key !== "unknown_sq_km");
  const columns = width >= TWO_COLUMNS ? 2 : 1;
  const rows = Math.ceil(charts.length / columns);
  const across = (width - (columns - 1) * GAP) / columns - LEFT;
  const height = KEYS + rows * (HEAD + DOWN + FOOT);
  const svg = makeShape("svg", {
    class: "chart",
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: "img",
  });
  svg.append(...makeKeys(named));
  const x = (/** @type {number} */ day) => (across * day) / frames.days;
  const marks = charts.map((measure, at) => {
    const left = LEFT + (at % columns) * (LEFT + across + GAP);
    const top = KEYS + HEAD + Math.floor(at / columns) * (HEAD + DOWN + FOOT);
    return drawChart(svg, { left, top, width: across }, measure, TITLES[at], shown, x);
  });
  const mark = (/** @type {number} */ day) => marks.forEach((each) => each(day));
  let { day: resting } = shown;
  heedPointer(svg, frames.days, across, { mark, rest: () => mark(resting), columns });
  const rest = (/** @type {number} */ day) => {
    resting = day;
    mark(day);
  };
  return { svg, mark: rest };
};

/**
 * One chart: its scale, the months, a line for each front; what comes back marks a day in it.
 *
 * @param {SVGSVGElement} svg
 * @param {Plot} plot
 * @param {Measure} measure
 * @param {string} title
 * @param {ShownDay} shown
 * @param {(day: number) => number} x
 */
const drawChart = (svg, { left, top, width }, measure, title, { frames, named }, x) => {
  const lines = named.flatMap(({ key, shapes }) =>
    shapes ? { key, values: valuesOf(shapes, measure.key, frames.days) } : [],
  );
  const most = topOf(lines.map(({ values }) => values));
  const y = (/** @type {number} */ value) => DOWN - (DOWN * value) / most;
  const group = makeShape("g", { transform: `translate(${left} ${top})` });
  const color = measure.key === "russian_sq_km" ? SIDES.Russia.color : null;
  group.append(
    makeShape("text", { class: "title", x: -LEFT + 4, y: -28 }, `${title}, ${measure.unit}`),
    ...[0, 0.5, 1].flatMap((share) => makeLevel(share * most, y(share * most), width)),
    ...makeMonths(frames, x, width),
    ...lines.map(({ key, values }) => {
      const look = { class: "curve", stroke: color ?? "currentColor", "stroke-dasharray": DASHES[key] };
      return makeShape("path", { d: stepPath(values, x, y), ...look });
    }),
  );
  const cursor = makeShape("line", { class: "cursor", y1: -4, y2: DOWN + 4 });
  const said = makeShape("text", { class: "value", x: -LEFT + 4, y: -11 });
  const dots = lines.map(() => makeShape("circle", { class: "dot", r: 3.6, fill: color ?? "currentColor" }));
  group.append(cursor, ...dots, said);
  svg.append(group);
  return (/** @type {number} */ day) => {
    const at = x(day).toFixed(1);
    for (const end of ["x1", "x2"]) cursor.setAttribute(end, at);
    lines.forEach(({ values }, nth) => {
      const value = values[day];
      dots[nth].setAttribute("visibility", value === null ? "hidden" : "visible");
      dots[nth].setAttribute("cx", at);
      if (value !== null) dots[nth].setAttribute("cy", y(value).toFixed(1));
    });
    const values = lines.map(({ key, values: known }) => {
      const words = amount(known[day], measure.unit, measure.digits);
      return lines.length > 1 ? `${key} ${words}` : words;
    });
    said.textContent = `${frames.words(day)}: ${values.join(", ")}`;
  };
};

/** @param {number} value @param {number} y @param {number} width */
const makeLevel = (value, y, width) => [
  makeShape("line", { class: "level", x1: 0, x2: width, y1: y, y2: y }),
  makeShape("text", { class: "scale", x: -6, y: y + 4, "text-anchor": "end" }, value.toLocaleString("en")),
];

/**
 * @param {{ days: number, iso: (day: number) => string }} frames
 * @param {(day: number) => number} x
 * @param {number} width
 */
const makeMonths = (frames, x, width) => {
  const step = width < NARROW ? 6 : 3; // months
  return Array.from({ length: frames.days }, (_, day) => day).flatMap((day) => {
    const [year, month, date] = frames.iso(day).split("-").map(Number);
    if (date !== 1 || (month - 1) % step) return [];
    const at = x(day).toFixed(1);
    return [
      makeShape("line", { class: "month", x1: at, x2: at, y1: DOWN, y2: DOWN + 5 }),
      makeShape("text", { class: "scale", x: at, y: DOWN + 19 }, `${MONTHS[month - 1].slice(0, 3)} ${year}`),
    ];
  });
};

/** @param {NamedLine[]} named @returns {SVGElement[]} Whose lines they are. */
const makeKeys = (named) => {
  let left = 0;
  return named.flatMap(({ key, label, shapes }) => {
    const words = `${label}${shapes ? "" : " (being drawn)"}`;
    const at = left;
    left += 58 + 7.4 * words.length;
    const look = { class: "curve", stroke: "currentColor", "stroke-dasharray": DASHES[key] };
    return [
      makeShape("line", { ...look, x1: at + 4, x2: at + 36, y1: 10, y2: 10 }),
      makeShape("text", { class: "title", x: at + 42, y: 15 }, words),
    ];
  });
};

/**
 * Days under the pointer are marked, and gone to when they are pressed; the slider does the same by keys.
 *
 * @param {SVGSVGElement} svg
 * @param {number} days
 * @param {number} across Pixels of a plot.
 * @param {{ mark: (day: number) => void, rest: () => void, columns: number }} acts
 */
const heedPointer = (svg, days, across, { mark, rest, columns }) => {
  const dayUnder = (/** @type {PointerEvent | MouseEvent} */ event) => {
    const { left } = svg.getBoundingClientRect();
    const whole = LEFT + across + GAP;
    const along = event.clientX - left;
    const column = Math.min(columns - 1, Math.floor(along / whole));
    const day = Math.floor(((along - column * whole - LEFT) / across) * days);
    return Math.min(days - 1, Math.max(0, day));
  };
  svg.addEventListener("pointermove", (event) => mark(dayUnder(event)));
  svg.addEventListener("pointerleave", rest);
  svg.addEventListener("click", (event) => askDay(dayUnder(event)));
};
