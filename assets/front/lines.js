// Which front is drawn: that of the reference, that of the documents, or both; without an outlet beside with
// all of them; and the ground that was gained within some days.
import { nearestStretch } from "./implied.js";

/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./implied.js").Implied} Implied */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {import("./shapes.js").Shapes} Shapes */
/** @typedef {"reference" | "documents" | "both"} Which */
/**
 * @typedef {object} Settings
 * @property {Which} line
 * @property {string} without The outlet that is left out, "" for none.
 * @property {number} gained Days within which ground was gained that is shaded, 0 for none.
 * @property {Point | null} why The point of which is asked why the line runs there.
 */

/** Layers of the areas and the line that stand for the front as a whole. */
const WHOLE = ["ukraine", "russia", "contested", "edge", "halo", "line"];
/** The line of the documents beside the reference's. */
const BESIDE = ["implied-halo", "implied"];

export class Lines {
  /** @type {Settings} */
  settings = { line: "reference", without: "", gained: 0, why: null };
  /** @type {Implied | null} From all outlets; null while it is not here. */
  all = null;
  /** @type {Implied | null} Without one of them. */
  less = null;
  /** @type {Map<string, { of: unknown[], path: Path2D }>} Paths made of two, by what they are drawn for. */
  #made = new Map();

  /** @param {Frames} frames */
  constructor(frames) {
    this.frames = frames;
    this.origin = frames.origin;
  }

  /** @returns What is chosen, as it stands in the address. */
  get written() {
    const { line, without, gained, why } = this.settings;
    return { line, without, gained: gained ? String(gained) : "", why: pointInWords(why) };
  }

  /** @param {{ line: Which, without: string, gained: string, why: string }} written */
  read({ line, without, gained, why }) {
    this.settings = { line, without, gained: Number(gained), why: pointOf(why) };
  }

  /**
   * Chooses the stretch that is nearest to a point; the one that is chosen already is let go.
   *
   * @param {Point} why
   * @param {number} day
   */
  ask(why, day) {
    const before = this.chosen(day);
    this.settings = { ...this.settings, why };
    if (this.chosen(day) === before) this.settings = { ...this.settings, why: null };
  }

  /** @returns {Implied | null} The front of the documents that is drawn; null while there is none. */
  get implied() {
    if (this.settings.line === "reference") return null;
    return this.settings.without ? this.less : this.all;
  }

  /** @returns {Shapes | null} Whose areas are drawn. */
  get main() {
    return this.settings.line === "documents" ? this.implied : this.frames;
  }

  /** @param {Path2D} path @param {Point[]} points @param {boolean} [closed] */
  trace(path, points, closed) {
    this.frames.trace(path, points, closed);
  }

  /**
   * The shape of a layer on a day; the same object as long as it does not change, null where it has none.
   *
   * @param {string} id
   * @param {number} day
   * @returns {Path2D | null}
   */
  path(id, day) {
    if (id === "band") return this.#band(day);
    if (WHOLE.includes(id)) return this.main?.path(id, day) ?? null;
    if (id.startsWith("gained-")) return this.#gained(day);
    return this.implied && this.#ofDocuments(id, day, this.implied);
  }

  /**
   * What a layer is drawn within, null for no bounds: of the ground that changed, that of one side.
   *
   * @param {string} id
   * @param {number} day
   */
  bounds(id, day) {
    if (!id.startsWith("gained-")) return null;
    return this.main?.path(id === "gained-russia" ? "russia" : "ukraine", day) ?? null;
  }

  /** @param {number} day @returns {number} The number of the chosen stretch, -1 for none. */
  chosen(day) {
    const { why } = this.settings;
    return why && this.implied ? nearestStretch(this.implied.stretches(day), why) : -1;
  }

  /** @param {string} id @param {number} day @param {Implied} implied */
  #ofDocuments(id, day, implied) {
    const { settings, all } = this;
    if (id === "unknown") return implied.path(id, day);
    if (id === "stretch") return this.#stretch(day, implied);
    if (BESIDE.includes(id)) return settings.line === "both" ? implied.path("line", day, id) : null;
    if (!settings.without || !all) return null;
    if (id === "left-out") return all.path("line", day);
    return this.#between(id, all.path("russia", day), implied.path("russia", day));
  }

  /**
   * The ground where the line may lie; where nothing is known is another layer's.
   *
   * @param {number} day
   */
  #band(day) {
    const { main, implied } = this;
    if (!main || main !== implied) return main?.path("band", day) ?? null;
    return this.#between("band", main.path("band", day), main.path("unknown", day));
  }

  /** @param {number} day */
  #gained(day) {
    const { gained } = this.settings;
    const { main } = this;
    if (!gained || day < gained || !main) return null;
    if (main.which("russia", day) === main.which("russia", day - gained)) return null;
    return this.#between("gained", main.path("russia", day), main.path("russia", day - gained, "before"));
  }

  /** @param {number} day @param {Implied} implied */
  #stretch(day, implied) {
    const stretch = implied.stretches(day)[this.chosen(day)];
    if (!stretch) return null;
    return this.#once("stretch", [stretch], (path) => this.trace(path, stretch.points));
  }

  /**
   * The ground that lies in one area and not in the other: both in one path, filled by the rule of even and
   * odd.
   *
   * @param {string} use
   * @param {Path2D | null} one
   * @param {Path2D | null} other
   */
  #between(use, one, other) {
    if (one === other) return null;
    return this.#once(use, [one, other], (path) => {
      if (one) path.addPath(one);
      if (other) path.addPath(other);
    });
  }

  /** @param {string} use @param {unknown[]} of @param {(path: Path2D) => void} fill */
  #once(use, of, fill) {
    const kept = this.#made.get(use);
    if (kept && kept.of.every((each, at) => each === of[at])) return kept.path;
    const path = new Path2D();
    fill(path);
    this.#made.set(use, { of, path });
    return path;
  }
}

/** @param {string} why As north and east. @returns {Point | null} */
const pointOf = (why) => {
  const [north, east] = why.split(",").map(Number);
  return why ? [east, north] : null;
};

/** @param {Point | null} point @returns {string} As north and east, "" for none. */
const pointInWords = (point) => (point ? `${point[1].toFixed(4)},${point[0].toFixed(4)}` : "");
