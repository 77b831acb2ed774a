// The timeline's picture: stacks over lanes, the months, the stretch of days that is chosen, the day shown.
import { make, makeShape, makeSwatch } from "../dom.js";
import { countOf, daysTogether, lanesOf, stacksOf } from "./claim_days.js";
import { MONTHS } from "./words.js";

/** @typedef {import("./claim_days.js").Kind} Kind */
/** @typedef {import("./claim_days.js").Span} Span */
/** @typedef {import("./claim_days.js").Stack} Stack */
/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./map_rows.js").DayClaim} DayClaim */
/**
 * @typedef {object} Drawn
 * @property {Element[]} content
 * @property {Stack[]} stacks
 * @property {Kind[]} kinds
 * @property {number} beyond Claims for several days that have no room.
 * @property {(x: number) => number} dayAt
 * @property {(day: number) => Stack | undefined} stackAt The nearest one that a finger may mean.
 * @property {(day: number, span: Span | null) => void} mark
 * @property {(claims: DayClaim[]) => void} point
 * @property {() => HTMLElement[]} keys
 */

const UP = 84; // pixels of the highest stack
const HEAD = 16; // for the marks of what is pointed at, and the scale
const LOW = HEAD + UP; // where stacks stand
const CURSOR = 6; // half of its width
const LANE = 6;
const MOST_LANES = 8;
const FOOT = 22;
const EDGE = 8; // where the slider above has its ends
const LEAST = 4; // pixels of a stack
const FINGER = 12; // pixels within which a stack is meant
const NARROW = 520;

/**
 * @param {DayClaim[]} claims
 * @param {Kind[]} kinds
 * @param {Frames} frames
 * @param {number} width
 * @returns {Drawn}
 */
export const drawTimeline = (claims, kinds, frames, width) => {
  const { days } = frames;
  const across = width - 2 * EDGE;
  const x = (/** @type {number} */ day) => EDGE + (across * day) / days;
  const stacks = stacksOf(claims, kinds, days, daysTogether(across, days));
  const { laned, lanes, beyond } = lanesOf(claims, kinds, days, MOST_LANES);
  const { svg, brush, cursor, pointed } = makePicture(stacks, laned, lanes, kinds, frames, x, width);
  const inDays = (/** @type {number} */ pixels) => (pixels * days) / across;
  return {
    ...{ content: [svg, cursor], stacks, kinds, beyond },
    dayAt: (at) => Math.min(days - 1, Math.max(0, Math.floor(inDays(at - EDGE)))),
    stackAt: (day) => nearestStack(stacks, day, inDays(FINGER)),
    mark: (day, span) => {
      cursor.style.transform = `translateX(${(x(day + 0.5) - CURSOR).toFixed(1)}px)`;
      const [from, to] = span ?? [0, -1];
      brush.setAttribute("x", x(from).toFixed(1));
      brush.setAttribute("width", Math.max(0, x(to + 1) - x(from)).toFixed(1));
    },
    point: (meant) => pointed.replaceChildren(...makePointers(meant, days, x)),
    keys: () =>
      kinds.map(({ label, color, key }, at) => {
        const number = countOf(claims.filter((claim) => kinds.findIndex(({ of }) => of(claim)) === at));
        return make("li", { "data-kind": key }, makeSwatch(color), make("bdi", {}, label), ` ${number}`);
      }),
  };
};

/**
 * @param {Stack[]} stacks
 * @param {import("./claim_days.js").Laned[]} laned
 * @param {number} lanes
 * @param {Kind[]} kinds
 * @param {Frames} frames
 * @param {(day: number) => number} x
 * @param {number} width
 */
const makePicture = (stacks, laned, lanes, kinds, frames, x, width) => {
  const height = LOW + lanes * LANE + FOOT;
  const size = { viewBox: `0 0 ${width} ${height}`, width, height };
  const svg = makeShape("svg", { class: "chart", ...size, "aria-hidden": "true" });
  const most = Math.max(1, ...stacks.map(({ total }) => total));
  const brush = makeShape("rect", { class: "brush", y: HEAD, height: UP + lanes * LANE });
  const cursor = makeCursor(height, LOW + lanes * LANE + 1);
  const pointed = makeShape("g", { class: "pointed" });
  const ends = { x1: EDGE, x2: width - EDGE };
  svg.append(
    brush,
    makeShape("text", { class: "scale", x: EDGE, y: HEAD - 4 }, `${most} at most`),
    makeShape("line", { class: "level", ...ends, y1: HEAD, y2: HEAD }),
    makeShape("line", { class: "base", ...ends, y1: LOW, y2: LOW }),
    ...stacks.flatMap((stack) => makeStack(stack, kinds, x, UP / most)),
    ...laned.map(({ claim, lane, kind }) => {
      const [from, to] = [x(Math.max(0, claim.first)), x(Math.min(frames.days, claim.last + 1))];
      const place = { x: from, y: LOW + 2 + lane * LANE, width: Math.max(2, to - from), height: LANE - 2 };
      return makeShape("rect", { class: "span", ...place, rx: 1.5, fill: kinds[kind].color });
    }),
    ...makeMonths(frames, x, height - FOOT, width),
    pointed,
  );
  return { svg, brush, cursor, pointed };
};

/**
 * The day that is shown: above and below the stacks, which it would cover. It lies on a layer of its own, for
 * it moves while days are played.
 *
 * @param {number} height
 * @param {number} low
 */
const makeCursor = (height, low) => {
  const svg = makeShape("svg", { class: "cursor", width: 2 * CURSOR, height, "aria-hidden": "true" });
  const d = `M${CURSOR} ${HEAD - 8}V${HEAD}M${CURSOR} ${low}l-5 9h10z`;
  svg.append(makeShape("path", { d }));
  return svg;
};

/** @param {Stack[]} stacks @param {number} day @param {number} far Days. */
const nearestStack = (stacks, day, far) => {
  /** @type {Stack | undefined} */
  let found;
  let least = far;
  for (const stack of stacks) {
    const apart = Math.max(stack.first - day, day - stack.last, 0);
    if (apart <= least) [found, least] = [stack, apart - 1e-9];
  }
  return found;
};

/**
 * @param {Stack} stack
 * @param {Kind[]} kinds
 * @param {(day: number) => number} x
 * @param {number} unit Pixels of a claim.
 */
const makeStack = ({ first, last, counts, total }, kinds, x, unit) => {
  let top = HEAD + UP;
  const [left, right] = [x(first), x(last + 1)];
  const gap = right - left > 4 ? 1 : 0;
  const each = Math.max(LEAST, total * unit) / total;
  return counts.flatMap((count, at) => {
    if (!count) return [];
    const height = count * each;
    top -= height;
    const size = { width: Math.max(2, right - left - gap), height: Math.max(1, height - 0.6) };
    return makeShape("rect", { class: "part", x: left, y: top, ...size, fill: kinds[at].color });
  });
};

/**
 * A triangle over each day that is meant, and a line under the days of a span.
 *
 * @param {DayClaim[]} claims
 * @param {number} days
 * @param {(day: number) => number} x
 */
const makePointers = (claims, days, x) => {
  const spans = new Map(claims.map(({ first, last }) => [`${first} ${last}`, { first, last }]));
  return [...spans.values()]
    .filter(({ first, last }) => last >= 0 && first < days)
    .map(({ first, last }) => {
      const [from, to] = [x(Math.max(0, first)), x(Math.min(days, last + 1))];
      const middle = ((from + to) / 2).toFixed(1);
      if (first === last) {
        const d = `M${middle} ${HEAD + 1}l-5 -9h10zM${middle} ${HEAD}V${LOW}`;
        return makeShape("path", { d, class: "pointer" });
      }
      return makeShape("path", {
        d: `M${from.toFixed(1)} ${LOW - 2}V${LOW + 1}H${to.toFixed(1)}V${LOW - 2}`,
        class: "pointer span",
      });
    });
};

/**
 * @param {Frames} frames
 * @param {(day: number) => number} x
 * @param {number} y
 * @param {number} width
 */
const makeMonths = (frames, x, y, width) => {
  const step = width < NARROW ? 3 : 2; // months between names
  return Array.from({ length: frames.days }, (_, day) => day).flatMap((day) => {
    const [year, month, date] = frames.iso(day).split("-").map(Number);
    if (date !== 1) return [];
    const at = x(day).toFixed(1);
    const tick = makeShape("line", { class: "month", x1: at, x2: at, y1: y, y2: y + 5 });
    if ((month - 1) % step || x(day) > width - 34) return [tick];
    const name = MONTHS[month - 1].slice(0, 3);
    return [
      tick,
      makeShape("text", { class: "scale", x: at, y: y + 17 }, month === 1 ? `${name} ${year}` : name),
    ];
  });
};
