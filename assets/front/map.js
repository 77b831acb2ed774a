// The map of the front. It is painted as soon as its days are here; `bring` lays the ground, the marks that
// can be pressed and the names about it, which wait for deck.gl.
import { make, penOf, untilPainted } from "../dom.js";
import { Canvases } from "./canvases.js";
import { isSoft } from "./deck.js";
import { Estimate, ESTIMATED } from "./estimate.js";
import { Layers, SHEETS } from "./layers.js";
import { drawIcons } from "./marks.js";
import { heedPrinting } from "./printed.js";

/** @typedef {import("./canvases.js").Pick} Pick */
/** @typedef {import("./deck.js").Layer} Layer */
/** @typedef {import("./deck.js").Deck} Deck */
/** @typedef {import("./deck.js").Library} Library */
/** @typedef {import("./estimate.js").Rows} Rows */
/** @typedef {import("./layers.js").Sheet} Sheet */
/** @typedef {import("./marks.js").Icons} Icons */
/** @typedef {import("./projection.js").MapView} MapView */
/** @typedef {"light" | "dark"} Theme */
/**
 * @typedef {object} Options
 * @property {MapView} view
 * @property {string} label
 * @property {(pick: Pick) => void} picked
 * @property {(pick?: Pick) => void} pointed
 * @property {(view: MapView) => void} settled Hears of a view once the map rests.
 */

/** @type {Record<string, string[]>} By what the legend offers to hide. */
const LAYERS_OF = {
  est: [
    ...["ukraine", "russia", "contested", "gained-russia", "gained-ukraine", "between", "left-out"],
    ...["halo", "line", "implied-halo", "implied", "stretch"],
  ],
  band: ["band", "edge", "unknown"],
  ref: ["places", "changed"],
  doc: ["claims"],
  roads: ["roads", "roads-edge", "road-names"],
};
const REST = 350; // milliseconds without a movement
/** @type {Record<Theme, string>} What marks are drawn on. */
export const PAPER = { light: "#FFFFFF", dark: "#14181D" };

export class FrontMap {
  /** @type {Rows} */
  rows = {};
  /** @type {Library | undefined} */
  gl;
  /** @type {Canvases | undefined} */
  canvases;
  /** @type {{ written: Layer[], icons: Icons } | undefined} What deck.gl draws, in the theme's colours. */
  dressed;
  /** @type {Layers | undefined} */
  layers;
  /** @type {Set<string>} */
  #hidden = new Set();
  #playing = false;
  #ended = false;
  #flights = 0;
  #resting = 0;
  /** @type {number | null} The zoom at which a flight ends. */
  #goal = null;
  /** @type {number | undefined} */
  #day;

  /** @param {HTMLElement} place @param {import("./lines.js").Lines} lines @param {Options} options */
  constructor(place, lines, options) {
    this.place = place;
    this.options = options;
    this.view = options.view;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.soft = isSoft();
    this.ratio = this.soft ? 1 : devicePixelRatio || 1;
    this.boxes = {
      ground: make("div", { class: "sheet" }),
      front: make("div", { class: "sheet held" }),
      names: make("div", { class: "sheet" }),
    };
    place.append(this.boxes.ground);
    this.estimate = new Estimate(place, lines, this.ratio, this.soft);
    place.append(this.boxes.front, this.boxes.names);
    this.estimate.look(this.view);
    this.unprinted = heedPrinting(place, () => this.picture(), options.label);
    // The wheel scrolls the page until the map is pressed: else nobody could scroll past it.
    place.addEventListener("pointerdown", () => this.canvases?.attend(true));
    place.addEventListener("pointerleave", () => this.canvases?.attend(false));
  }

  /** @param {Library} gl */
  async bring(gl) {
    if (this.#ended) return;
    const { view, soft, ratio, options } = this;
    const { label, picked, pointed } = options;
    const moved = (/** @type {MapView} */ to) => this.#follow(to);
    this.gl = gl;
    this.canvases = new Canvases(gl, this.boxes, { view, soft, ratio, label, picked, pointed, moved });
    await this.#layGround();
  }

  /** @param {Deck} deck @param {Theme} theme */
  async dress(deck, theme) {
    const written = deck.layers.filter(({ id }) => !ESTIMATED.includes(id));
    const icons = drawIcons(PAPER[theme]);
    this.dressed = { written, icons };
    this.estimate.dress(deck, icons);
    await this.#layGround();
  }

  /** @param {number} day @param {Rows} rows */
  show(day, rows) {
    Object.assign(this.rows, rows);
    if (this.place.parentElement) this.place.parentElement.dataset.ringed = String(rows.pointed?.length ?? 0);
    this.#day = day;
    this.#paint();
    if (!this.#playing) this.draw();
  }

  /**
   * While days are played, the map is one canvas with still pictures of the rest: laying several over one
   * another takes a browser without a graphics card longer than drawing them.
   *
   * @param {boolean} playing
   */
  play(playing) {
    if (this.#playing === playing) return;
    this.#playing = playing;
    this.#flatten(playing);
    if (!playing) this.draw();
  }

  /** @param {string[]} names Of what the legend offers. */
  hide(names) {
    this.#hidden = new Set(names.flatMap((name) => LAYERS_OF[name]));
    this.estimate.hide(this.#hidden);
    this.draw();
  }

  /** @returns {Set<string>} The layers that are left out. */
  get hidden() {
    return this.#hidden;
  }

  draw(sheets = SHEETS) {
    if (!this.canvases || !this.layers) return;
    const layers = this.layers.of(this.rows, this.#hidden);
    for (const sheet of sheets) this.canvases.lay(sheet, layers[sheet]);
  }

  /** @param {Partial<MapView>} view @param {number} [seconds] */
  fly(view, seconds = 0.6) {
    const target = { ...this.view, ...view };
    this.#goal = target.zoom;
    // The stamp makes a flight to where the last one went a new one.
    this.canvases?.fly({ ...target, stamp: (this.#flights += 1) }, this.calm ? 0 : seconds);
    if (!this.canvases || this.calm) this.#follow(target);
  }

  /** @param {number} by */
  zoom(by) {
    this.fly({ zoom: (this.#goal ?? this.view.zoom) + by }, 0.25);
  }

  /** @returns {HTMLCanvasElement} The map as it stands. */
  picture() {
    const { canvas } = this.estimate;
    if (!this.canvases?.haveSizes) return canvas;
    const { ground, names } = this.#stills(this.canvases);
    const pen = penOf(ground);
    for (const drawn of [canvas, this.canvases.still("front", canvas), names]) pen.drawImage(drawn, 0, 0);
    return ground;
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#resting);
    this.unprinted();
    this.estimate.end();
    this.canvases?.end();
  }

  /**
   * Lays the marks and the names, then the ground when it has come; a theme that is chosen meanwhile has its
   * own.
   */
  async #layGround() {
    if (!this.gl || !this.dressed) return;
    const layers = new Layers(this.gl, this.dressed.written, this.dressed.icons);
    this.layers = layers;
    for (const sheet of /** @type {Sheet[]} */ (["front", "names"])) {
      this.draw([sheet]);
      await untilPainted();
    }
    this.#paint();
    if (this.#playing) this.#flatten(true);
    await layers.bringGround();
    this.draw();
    if (this.place.parentElement) this.place.parentElement.dataset.drawn = "true";
  }

  /** Marks are the estimate's to paint while deck.gl is not here, and while days are played. */
  #paint() {
    if (this.#day === undefined) return;
    this.estimate.show(this.#day, this.#playing || !this.canvases ? this.rows : {});
  }

  /** @param {boolean} flat */
  #flatten(flat) {
    if (!this.canvases) return;
    this.estimate.put(flat ? this.#stills(this.canvases) : null);
    this.place.classList.toggle("flat", flat);
  }

  /** @param {Canvases} canvases */
  #stills(canvases) {
    const size = this.estimate.canvas;
    return {
      ground: canvases.still("ground", size, this.place.style.background),
      names: canvases.still("names", size),
    };
  }

  /**
   * The other canvases go along; whoever asked hears of it once the map rests.
   *
   * @param {MapView} view
   */
  #follow({ longitude, latitude, zoom }) {
    this.view = { longitude, latitude, zoom };
    this.estimate.look(this.view);
    this.canvases?.follow(this.view);
    clearTimeout(this.#resting);
    if (this.#playing && this.estimate.between) this.#flatten(false);
    this.#resting = window.setTimeout(() => {
      this.#goal = null;
      if (this.#playing) this.#flatten(true);
      this.options.settled(this.view);
    }, REST);
  }
}
