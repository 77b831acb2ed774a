// Shapes by day, as they are sent once: a layer's values with the day since when each stands.
import { projected } from "./projection.js";

/** @typedef {import("./projection.js").Point} Point */
/** @typedef {number[]} Steps Of a line: from point to point, east and north by turns. */
/** @typedef {import("./sides.js").Side} Side */
/** @typedef {Record<"russian_sq_km" | "km_to_bakhmut" | "km_to_t0504" | "km_to_m03", number | null>} Known */
/**
 * @typedef {Known & { unknown_sq_km?: number | null }} Measures A distance is null where there is no line;
 *   the ground of which nothing is known is counted where claims draw the front.
 */
/** @typedef {Record<string, [day: number, value: any][]>} ByDay An entry for each day on which it changes. */
/** @typedef {{ layers: ByDay, steps: number, box: number[] }} Packed `steps` make a degree. */

const NEAR = 0.0002; // degrees
/** @type {Side[]} Whose areas are estimated. */
const HELD = ["Russia", "Ukraine", "contested"];
/** @type {Record<string, string>} Which of the sent layers a drawn one is made of, where it is another. */
const MADE_OF = { edge: "band", halo: "line" };

/**
 * The last entry of a list sorted by day whose day is not after the one given; -1 for none.
 *
 * @template Entry
 * @param {Entry[]} entries
 * @param {number} day
 * @param {(entry: Entry) => number} dayOf
 */
export const lastUpTo = (entries, day, dayOf) => {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayOf(entries[middle]) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

export class Shapes {
  /** @type {Map<string, { at: number, path: Path2D | null }>} */
  #shapes = new Map();

  /** @param {Packed} packed `box`: degrees west, south, east, north. */
  constructor({ layers, steps, box }) {
    this.layers = layers;
    this.steps = steps;
    this.box = box;
    this.origin = projected([box[0], box[3]]);
  }

  /**
   * The shape of a layer on a day; the same object as long as it does not change, null where it has none.
   *
   * @param {string} name
   * @param {number} day
   * @param {string} [use] What it is drawn for: one shape is kept for each.
   */
  path(name, day, use = name) {
    const changes = this.layers[MADE_OF[name] ?? name] ?? [];
    const at = lastUpTo(changes, day, (change) => change[0]);
    const kept = this.#shapes.get(use);
    if (kept?.at === at) return kept.path;
    const path = at < 0 ? null : this.#shape(name, changes[at][1]);
    this.#shapes.set(use, { at, path });
    return path;
  }

  /**
   * Which of the values of a layer stands on a day, -1 for none.
   *
   * @param {string} name
   * @param {number} day
   */
  which(name, day) {
    return lastUpTo(this.layers[name] ?? [], day, (change) => change[0]);
  }

  /**
   * The value of a layer on a day, null where it has none.
   *
   * @param {string} name
   * @param {number} day
   * @returns {any}
   */
  value(name, day) {
    return this.layers[name]?.[this.which(name, day)]?.[1] ?? null;
  }

  /** @param {number} day @returns {Partial<Measures>} */
  measures(day) {
    return this.value("measures", day) ?? {};
  }

  /**
   * The side that is estimated to hold a point in degrees on a day; null outside the box.
   *
   * @param {Point} point
   * @param {number} day
   * @returns {Side | null}
   */
  holderAt(point, day) {
    const found = HELD.find((side) => {
      const areas = this.value(side.toLowerCase(), day) ?? [];
      const rings = areas.flat().map((/** @type {Steps} */ steps) => this.points(steps));
      return liesWithin(point, rings);
    });
    return found ?? null;
  }

  /**
   * A path through points in degrees, added to one that is begun.
   *
   * @param {Path2D} path
   * @param {Point[]} points
   * @param {boolean} [closed]
   */
  trace(path, points, closed = false) {
    points.forEach((point, at) => {
      const [x, y] = projected(point);
      path[at ? "lineTo" : "moveTo"](x - this.origin[0], y - this.origin[1]);
    });
    if (closed) path.closePath();
  }

  /** @param {string} name @param {any} value */
  #shape(name, value) {
    const path = new Path2D();
    if (name === "line" || name === "halo") {
      for (const steps of value) this.trace(path, this.points(steps));
      return path;
    }
    for (const steps of value.flat()) {
      const ring = this.points(steps);
      if (name !== "edge") this.trace(path, ring, true);
      else for (const stretch of withoutFrame(ring, this.box)) this.trace(path, stretch);
    }
    return path;
  }

  /** @param {Steps} steps @returns {Point[]} In degrees. */
  points(steps) {
    const points = [];
    for (let at = 0, east = 0, north = 0; at < steps.length; at += 2) {
      east += steps[at];
      north += steps[at + 1];
      points.push([east / this.steps, north / this.steps]);
    }
    return points;
  }
}

/**
 * The stretches of a ring that are estimated: the box's own edge is none.
 *
 * @param {Point[]} ring
 * @param {number[]} box
 */
export const withoutFrame = (ring, [west, south, east, north]) => {
  const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) < NEAR;
  // Whether a step goes along one of the edges: `axis` is 0 for those in the west and east.
  const alongEdge = (/** @type {Point} */ a, /** @type {Point} */ b, /** @type {number} */ axis) =>
    near(a[axis], b[axis]) && (axis ? [south, north] : [west, east]).some((edge) => near(a[axis], edge));
  const stretches = [];
  /** @type {Point[] | null} */
  let open = null;
  for (let at = 1; at < ring.length; at += 1) {
    if ([0, 1].some((axis) => alongEdge(ring[at - 1], ring[at], axis))) {
      open = null;
      continue;
    }
    if (!open) stretches.push((open = [ring[at - 1]]));
    open.push(ring[at]);
  }
  return stretches;
};

/**
 * Whether a point lies within closed rings, of which those inside others are holes: a line from it to the
 * east crosses them an odd number of times.
 *
 * @param {Point} point
 * @param {Point[][]} rings
 */
export const liesWithin = ([x, y], rings) => {
  let within = false;
  for (const ring of rings) {
    ring.forEach(([east, north], at) => {
      const [lastEast, lastNorth] = ring[(at || ring.length) - 1];
      if (north > y === lastNorth > y) return;
      const crossing = east + ((y - north) / (lastNorth - north)) * (lastEast - east);
      if (x < crossing) within = !within;
    });
  }
  return within;
};
