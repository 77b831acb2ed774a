// The front that documents imply, as it is sent once: its areas and lines by day, the stretches of the line
// with the claims that decide them, and what is claimed for both sides on one day.
import { Shapes } from "./shapes.js";

/** @typedef {import("./projection.js").Point} Point */
/** @typedef {import("./shapes.js").Steps} Steps */
/**
 * A claim that decides a stretch, or that another contradicts.
 *
 * @typedef {object} Reason
 * @property {string} id Of the claim.
 * @property {string} place
 * @property {string} event
 * @property {string} side
 * @property {string | null} speaker
 * @property {string | null} outlet
 * @property {string} document
 * @property {string} date
 */
/**
 * @typedef {object} Sent
 * @property {number} steps How many make a degree.
 * @property {import("./shapes.js").ByDay} layers
 * @property {Reason[]} reasons
 * @property {Record<string, string>} documents Titles by ids.
 */
/** @typedef {{ points: Point[], middle: Point, reasons: Reason[] }} Stretch Weightiest reasons first. */
/** @typedef {{ place: string, russia: Reason, ukraine: Reason }} Contradiction */

export class Implied extends Shapes {
  /** @type {{ of: unknown, made: Stretch[] } | undefined} */
  #stretches;

  /** @param {Sent} sent @param {number[]} box */
  constructor(sent, box) {
    super({ layers: sent.layers, steps: sent.steps, box });
    this.reasons = sent.reasons;
    this.titles = sent.documents;
  }

  /**
   * The line in stretches, from the north to the south; the same list as long as nothing changes.
   *
   * @param {number} day
   * @returns {Stretch[]}
   */
  stretches(day) {
    const sent = this.value("stretches", day) ?? [];
    if (this.#stretches && this.#stretches.of === sent) return this.#stretches.made;
    const made = sent.map((/** @type {[Steps, number[]]} */ [steps, numbers]) => {
      const points = this.points(steps);
      const reasons = numbers.map((number) => this.reasons[number]);
      return { points, middle: middleOf(points), reasons };
    });
    made.sort((/** @type {Stretch} */ a, /** @type {Stretch} */ b) => b.middle[1] - a.middle[1]);
    this.#stretches = { of: sent, made };
    return made;
  }

  /** @param {number} day @returns {Contradiction[]} Of claims for this day alone. */
  contradictions(day) {
    /** @type {[string, number, number][]} */
    const sent = this.value("contradictions", day) ?? [];
    return sent.map(([place, russia, ukraine]) => {
      return { place, russia: this.reasons[russia], ukraine: this.reasons[ukraine] };
    });
  }

  /** @param {number} day @returns {number} How many claims were known. */
  known(day) {
    return this.value("claims", day) ?? 0;
  }

  /** @param {Reason} reason @returns {string} The document in which it stands. */
  titleOf({ document }) {
    return this.titles[document] ?? "a document without a title";
  }
}

/** How much shorter a degree to the east is than one to the north, here. */
const EAST = Math.cos((48.6 * Math.PI) / 180);

/** @param {Point} one @param {Point} other @returns {number} In degrees to the north, squared. */
const apart = (one, other) => ((one[0] - other[0]) * EAST) ** 2 + (one[1] - other[1]) ** 2;

/** @param {Point[]} points @returns {Point} On the line, about half of the way: never where it ends. */
const middleOf = (points) => {
  const [one, other] = [points[(points.length - 1) >> 1], points[points.length >> 1]];
  return [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
};

/** @param {Point[]} line @param {Point} point @returns {number} As `apart`, from the line. */
const apartFromLine = (line, point) => {
  const ways = line.slice(1).map(([east, north], at) => {
    const [x, y] = line[at];
    const [across, up] = [east - x, north - y];
    const along = (point[0] - x) * across * EAST ** 2 + (point[1] - y) * up;
    const share = Math.min(1, Math.max(0, along / ((across * EAST) ** 2 + up ** 2 || 1)));
    return apart([x + share * across, y + share * up], point);
  });
  return Math.min(...ways);
};

/**
 * The number of the stretch that lies nearest to a point, -1 where there is none.
 *
 * @param {Stretch[]} stretches
 * @param {Point} point
 */
export const nearestStretch = (stretches, point) => {
  let [nearest, least] = [-1, Infinity];
  stretches.forEach(({ points }, at) => {
    const far = apartFromLine(points, point);
    if (far < least) [nearest, least] = [at, far];
  });
  return nearest;
};

/**
 * The place that lies nearest to a point.
 *
 * @template {{ at: Point }} Place
 * @param {Place[]} places
 * @param {Point} point
 * @returns {Place | undefined}
 */
export const nearestPlace = (places, point) => {
  /** @type {Place | undefined} */
  let found;
  for (const place of places) if (!found || apart(place.at, point) < apart(found.at, point)) found = place;
  return found;
};
