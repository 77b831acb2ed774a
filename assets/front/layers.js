// The layers of a Deck that deck.gl draws, made of what Python says of them and of the rows of the day.
import { piecesOf } from "./basemap.js";
import { revive } from "./deck.js";

/** @typedef {import("./deck.js").Layer} Layer */
/** @typedef {import("./deck.js").Library} Library */
/** @typedef {import("./estimate.js").Rows} Rows */
/** @typedef {import("./marks.js").Icons} Icons */
/** @typedef {"ground" | "front" | "names"} Sheet */
/** @typedef {{ data: unknown[], visible: boolean, made: object }} Made */

/**
 * @type {Sheet[]} Canvases one over another, so that a new day need not draw the ground and the names again.
 */
export const SHEETS = ["ground", "front", "names"];
/** @type {never[]} */
const NO_ROWS = [];

/** @param {string} id Of a layer. @returns {Sheet} */
export const sheetOf = (id) => {
  if (id.startsWith("base-")) return "ground";
  return id.endsWith("names") ? "names" : "front";
};

export class Layers {
  /** @type {Map<string, Record<string, unknown>>} What Python says of a layer. */
  #props;
  /** @type {Map<string, object>} Layers of the ground, which are made once. */
  #ground = new Map();
  /** @type {Map<string, Made>} The others as they were last made. */
  #made = new Map();

  /** @param {Library} gl @param {Layer[]} written @param {Icons} icons */
  constructor(gl, written, icons) {
    this.gl = gl;
    this.written = written;
    this.icons = icons;
    this.#props = new Map(
      written.map(({ "@@type": _type, data: _data, ...props }) => [props.id, revive(gl, props)]),
    );
  }

  /** Fetches what lies under the front; throws where a file cannot be had. */
  async bringGround() {
    const bring = async (/** @type {Layer} */ { id, data, "@@type": type = "" }) => {
      if (typeof data !== "string") return;
      const pieces = await piecesOf(data);
      this.#ground.set(id, new this.gl[type]({ ...this.#props.get(id), data: pieces }));
    };
    await Promise.all(this.written.map(bring));
  }

  /**
   * The layers of each canvas; one that is as before is the same object, which deck.gl leaves alone.
   *
   * @param {Rows} rows
   * @param {Set<string>} hidden
   * @returns {Record<Sheet, object[]>}
   */
  of(rows, hidden) {
    /** @type {Record<Sheet, object[]>} */
    const sheets = { ground: [], front: [], names: [] };
    for (const layer of this.written) {
      const { id, data } = layer;
      const found =
        typeof data === "string" ? this.#ground.get(id) : this.#layer(layer, rows, !hidden.has(id));
      if (found) sheets[sheetOf(id)].push(found);
    }
    return sheets;
  }

  /** @param {Layer} layer @param {Rows} rows @param {boolean} visible */
  #layer({ id, "@@type": type = "" }, rows, visible) {
    const data = rows[id] ?? NO_ROWS;
    const last = this.#made.get(id);
    if (last && last.data === data && last.visible === visible) return last.made;
    const { image, mapping } = this.icons;
    const icons = type === "IconLayer" ? { iconAtlas: image, iconMapping: mapping } : {};
    const made = new this.gl[type]({ ...this.#props.get(id), data, visible, ...icons });
    this.#made.set(id, { data, visible, made });
    return made;
  }
}
