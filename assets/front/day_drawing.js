// Draws the whole map of a day on one canvas, without the map on the screen: ground, front, marks, names.
import { makeCanvas } from "../dom.js";
import { ESTIMATED, looksOf, paintEstimate } from "./estimate.js";
import { Layers } from "./layers.js";
import { Lines } from "./lines.js";
import { MapRows } from "./map_rows.js";
import { drawIcons } from "./marks.js";
import { plainLibrary } from "./plain_deck.js";
import { drawLayers, ORIGIN } from "./plain_layers.js";
import { placed } from "./projection.js";

/** @typedef {import("./deck.js").Deck} Deck */
/** @typedef {import("./map_rows.js").DayClaim} DayClaim */
/**
 * @typedef {object} Drawing
 * @property {Lines} lines The fronts that are drawn.
 * @property {Deck} deck
 * @property {string} paper Behind marks.
 * @property {import("./projection.js").MapView} view
 * @property {Set<string>} hidden Layers that are left out.
 * @property {string} at The place that is chosen.
 */

/** Pixels of a map; the file has more of them. */
export const FRAME = { width: 880, height: 600, ratio: 1.5 };

export class DayDrawing {
  /** @param {Drawing} drawing */
  constructor({ lines, deck, paper, view, hidden, at }) {
    const { settings, all, less, frames } = lines;
    // Of its own: the map on the screen keeps what it has made for its day.
    this.lines = Object.assign(new Lines(frames), { settings, all, less });
    this.rows = new MapRows(frames);
    this.deck = deck;
    this.view = view;
    this.hidden = hidden;
    this.at = at;
    this.looks = looksOf(deck);
    const written = deck.layers.filter(({ id }) => !ESTIMATED.includes(id));
    this.layers = new Layers(plainLibrary, written, drawIcons(paper));
  }

  /** Fetches the ground; throws where it cannot be had. */
  async prepare() {
    await this.layers.bringGround();
    const { canvas, pen } = this.#sheet();
    pen.fillStyle = this.deck.paper;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    drawLayers(pen, this.#sheets(0, []).ground, this.#where(ORIGIN));
    this.ground = canvas;
  }

  /**
   * @param {number} day
   * @param {DayClaim[]} claims
   * @returns {HTMLCanvasElement}
   */
  draw(day, claims) {
    const { canvas, pen } = this.#sheet();
    if (this.ground) pen.drawImage(this.ground, 0, 0);
    paintEstimate(pen, this.lines, day, this.looks, this.#where(this.lines.origin), this.hidden);
    const { front, names } = this.#sheets(day, claims);
    for (const layers of [front, names]) drawLayers(pen, layers, this.#where(ORIGIN));
    return canvas;
  }

  #sheet() {
    const { width, height, ratio } = FRAME;
    return makeCanvas(Math.round(width * ratio), Math.round(height * ratio));
  }

  /** @param {import("./projection.js").Point} origin */
  #where(origin) {
    return placed(origin, { view: this.view, ...FRAME });
  }

  /** @param {number} day @param {DayClaim[]} claims */
  #sheets(day, claims) {
    const rows = this.rows.on(day, this.view.zoom, claims, this.at);
    return /** @type {Record<string, import("./plain_layers.js").Layer[]>} */ (
      this.layers.of(rows, this.hidden)
    );
  }
}
