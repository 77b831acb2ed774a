// The estimate of a day on a canvas of its own: its layers are those of the Deck that Python describes,
// painted without triangles, so that a new day costs some milliseconds even without a graphics card.
import { make, penOf } from "../dom.js";
import { cssColor, inkOf } from "./hatching.js";
import { CELL } from "./marks.js";
import { onCanvas, placed } from "./projection.js";

/** @typedef {import("./deck.js").Layer} Layer */
/** @typedef {import("./deck.js").Deck} Deck */
/** @typedef {import("./hatching.js").Look} Look */
/** @typedef {import("./projection.js").Placement} Placement */
/** @typedef {import("./lines.js").Lines} Lines */
/**
 * @typedef {object} Drawn What has a shape for each day.
 * @property {(id: string, day: number) => Path2D | null} path
 * @property {(id: string, day: number) => Path2D | null} [bounds]
 */
/** @typedef {Pick<Lines, "origin" | "trace">} Frames */
/** @typedef {import("./marks.js").Icons} Icons */
/** @typedef {Record<string, any[]>} Rows Of each layer by its name. */
/**
 * @typedef {{ ground: HTMLCanvasElement, names: HTMLCanvasElement }} Between Pictures below and above the
 * day.
 */

export const ESTIMATED = [
  ...["ukraine", "russia", "contested", "gained-russia", "gained-ukraine", "unknown", "band", "edge"],
  ...["between", "left-out", "halo", "line", "implied-halo", "implied", "stretch"],
];

/**
 * Colours, widths and hatchings of the estimate's layers, in the order in which they are drawn.
 *
 * @param {Deck} deck
 * @returns {Look[]}
 */
export const looksOf = ({ layers }) =>
  layers
    .filter(({ id }) => ESTIMATED.includes(id))
    .map((layer) => ({
      id: layer.id,
      color: layer.getFillColor ?? layer.getColor ?? [0, 0, 0],
      width: layer.getWidth ?? 0,
      dash: layer.getDashArray ?? [],
      pattern: layer.extensions?.[0]?.pattern,
    }));

/**
 * Paints a day; layers in `hidden` are left out.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Drawn} lines
 * @param {number} day
 * @param {Look[]} looks
 * @param {Placement} where
 * @param {Set<string>} [hidden]
 */
export const paintEstimate = (pen, lines, day, looks, where, hidden = new Set()) => {
  pen.save();
  pen.setTransform(where.scale, 0, 0, where.scale, where.left, where.top);
  pen.lineJoin = pen.lineCap = "round";
  pen.imageSmoothingEnabled = false;
  for (const look of looks.filter(({ id }) => !hidden.has(id))) {
    const path = lines.path(look.id, day);
    if (!path) continue;
    const bounds = lines.bounds?.(look.id, day);
    if (bounds) {
      pen.save();
      pen.clip(bounds, "evenodd");
    }
    if (look.width) {
      pen.lineWidth = (look.width * where.ratio) / where.scale;
      pen.setLineDash(look.dash.map((dash) => dash * pen.lineWidth));
      pen.lineCap = look.dash.length ? "butt" : "round";
      pen.strokeStyle = cssColor(look.color);
      pen.stroke(path);
    } else {
      pen.fillStyle = inkOf(pen, look, where);
      pen.fill(path, "evenodd");
    }
    if (bounds) pen.restore();
  }
  pen.restore();
};

/**
 * Roads and marks as the Deck would draw them: while days are played, deck.gl would take longer than a frame.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Frames} frames
 * @param {Layer[]} layers
 * @param {Rows} rows
 * @param {Icons | undefined} icons
 * @param {Placement} where
 * @param {Set<string>} hidden
 */
const paintMarks = (pen, frames, layers, rows, icons, where, hidden) => {
  pen.save();
  pen.lineJoin = pen.lineCap = "round";
  for (const layer of layers.filter(({ id }) => rows[id] && !hidden.has(id))) {
    pen.strokeStyle = cssColor(layer.getColor ?? layer.getLineColor ?? [0, 0, 0]);
    const type = layer["@@type"];
    if (type === "PathLayer") paintPaths(pen, frames, layer, rows[layer.id], where);
    else if (type === "ScatterplotLayer") paintRings(pen, frames, layer, rows[layer.id], where);
    else if (type === "IconLayer" && icons) paintIcons(pen, frames, icons, rows[layer.id], where);
  }
  pen.restore();
};

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Frames} frames
 * @param {Layer} layer
 * @param {any[]} rows
 * @param {Placement} where
 */
const paintPaths = (pen, frames, { getWidth = 1 }, rows, where) => {
  const path = new Path2D();
  for (const row of rows) frames.trace(path, row.path);
  pen.setTransform(where.scale, 0, 0, where.scale, where.left, where.top);
  pen.lineWidth = (getWidth * where.ratio) / where.scale;
  pen.stroke(path);
  pen.resetTransform();
};

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Frames} frames
 * @param {Layer} layer
 * @param {any[]} rows
 * @param {Placement} where
 */
const paintRings = (pen, frames, { getLineWidth = 1 }, rows, where) => {
  pen.lineWidth = getLineWidth * where.ratio;
  for (const row of rows) {
    pen.beginPath();
    pen.arc(...onCanvas(row.at, frames.origin, where), row.size * where.ratio, 0, 2 * Math.PI);
    pen.stroke();
  }
};

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Frames} frames
 * @param {Icons} icons
 * @param {any[]} rows
 * @param {Placement} where
 */
const paintIcons = (pen, frames, icons, rows, where) => {
  for (const row of rows) {
    const [x, y] = onCanvas(row.at, frames.origin, where);
    const size = row.size * where.ratio;
    const cell = icons.mapping[row.icon];
    const left = x + row.offset[0] * where.ratio - size / 2;
    const top = y + row.offset[1] * where.ratio - size / 2;
    pen.drawImage(icons.canvas, cell.x, cell.y, CELL, CELL, left, top, size, size);
  }
};

export class Estimate {
  /** @type {Look[]} */
  looks = [];
  /** @type {Layer[]} */
  layers = [];
  /** @type {Icons | undefined} */
  icons;
  /** @type {number | undefined} */
  day;
  /** @type {Rows} */
  rows = {};
  /** @type {Set<string>} */
  hidden = new Set();
  /** @type {import("./projection.js").MapView | undefined} */
  view;
  /** @type {Between | null} */
  between = null;
  /** @type {unknown[]} What the last picture was made of. */
  #shown = [];
  #asked = 0;

  /**
   * @param {HTMLElement} place
   * @param {Lines} lines
   * @param {number} ratio
   * @param {boolean} soft Whether the processor paints: asked for by a hint, it does so without a detour.
   */
  constructor(place, lines, ratio, soft) {
    this.place = place;
    this.lines = lines;
    this.ratio = ratio;
    this.canvas = make("canvas", { "aria-hidden": "true", class: "sheet" });
    place.append(this.canvas);
    this.pen = penOf(this.canvas, soft);
    this.sizes = new ResizeObserver(() => this.paint());
    this.sizes.observe(place);
  }

  /**
   * A day, and the rows of the marks if they are to be painted too; a day like the one before costs nothing.
   *
   * @param {number} day
   * @param {Rows} [rows]
   */
  show(day, rows = {}) {
    const shown = [...this.looks.map(({ id }) => this.lines.path(id, day)), ...Object.values(rows)];
    this.day = day;
    this.rows = rows;
    const same = shown.length === this.#shown.length && shown.every((each, at) => each === this.#shown[at]);
    if (!same) this.paint();
    this.#shown = shown;
  }

  /** @param {Deck} deck @param {Icons} icons */
  dress(deck, icons) {
    this.looks = looksOf(deck);
    this.layers = deck.layers;
    this.icons = icons;
    this.paint();
  }

  /** @param {Set<string>} hidden */
  hide(hidden) {
    this.hidden = hidden;
    this.paint();
  }

  /**
   * Puts the day between pictures of the ground and of the names, instead of between their canvases; null
   * takes them away.
   *
   * @param {Between | null} between
   */
  put(between) {
    this.between = between;
    this.paint();
  }

  /**
   * Moves with the other canvases, which follow in the browser's next frame.
   *
   * @param {import("./projection.js").MapView} view
   */
  look(view) {
    this.view = view;
    this.#asked ||= requestAnimationFrame(() => this.paint());
  }

  end() {
    this.sizes.disconnect();
    cancelAnimationFrame(this.#asked);
  }

  paint() {
    cancelAnimationFrame(this.#asked);
    this.#asked = 0;
    if (this.day === undefined || !this.view) return;
    const { pen, lines, canvas, between, hidden } = this;
    const { clientWidth: width, clientHeight: height } = this.place;
    const [across, down] = [width, height].map((side) => Math.round(side * this.ratio));
    if (canvas.width !== across || canvas.height !== down)
      Object.assign(canvas, { width: across, height: down });
    else pen.clearRect(0, 0, across, down);
    const where = placed(lines.origin, { view: this.view, width, height, ratio: this.ratio });
    if (between) pen.drawImage(between.ground, 0, 0, across, down);
    paintEstimate(pen, lines, this.day, this.looks, where, hidden);
    paintMarks(pen, lines, this.layers, this.rows, this.icons, where, hidden);
    if (between) pen.drawImage(between.names, 0, 0, across, down);
  }
}
