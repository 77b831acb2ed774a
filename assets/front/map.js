// The Deck that Python describes, drawn by deck.gl; rows of the day are put into its layers.
import { make, makeCanvas, penOf, untilPainted } from "../dom.js";
import { piecesOf, REGION } from "./basemap.js";
import { isSoft, revive } from "./deck.js";
import { Estimate, ESTIMATED } from "./estimate.js";
import { drawIcons } from "./marks.js";

/** @typedef {import("./deck.js").Layer} Layer */
/** @typedef {import("./deck.js").Deck} Deck */
/** @typedef {import("./deck.js").DrawnDeck} DrawnDeck */
/** @typedef {import("./deck.js").Library} Library */
/** @typedef {import("./estimate.js").Rows} Rows */
/** @typedef {import("./projection.js").MapView} MapView */
/** @typedef {{ at?: string, open?: string }} Pick A place or a claim. */
/** @typedef {"light" | "dark"} Theme */
/** @typedef {"ground" | "front" | "names"} Sheet */
/** @typedef {{ data: unknown[], visible: boolean, made: object }} Drawn */
/**
 * @typedef {object} Options
 * @property {MapView} view
 * @property {string} label
 * @property {(pick: Pick) => void} picked
 * @property {(view: MapView) => void} settled Hears of a view once the map rests.
 */

const ZOOMS = [7.5, 14];
/** How far a map may be moved. */
export const BOUNDS = { region: REGION, zooms: ZOOMS };
/** @type {Record<string, string[]>} By what the legend offers to hide. */
const LAYERS_OF = {
  est: ["ukraine", "russia", "contested", "halo", "line"],
  band: ["band", "edge"],
  ref: ["places", "changed"],
  doc: ["claims"],
  roads: ["roads", "roads-edge", "road-names"],
};
/**
 * @type {Sheet[]} Canvases one over another, so that a new day need not draw the ground and the names again.
 */
const SHEETS = ["ground", "front", "names"];
const REST = 350; // milliseconds without a movement
/** @type {Record<Theme, string>} What marks are drawn on. */
export const PAPER = { light: "#FFFFFF", dark: "#14181D" };

/** @param {string} id @returns {Sheet} */
const sheetOf = (id) => {
  if (id.startsWith("base-")) return "ground";
  return id.endsWith("names") ? "names" : "front";
};

/** @param {number} value @param {number} least @param {number} most */
const within = (value, least, most) => Math.min(most, Math.max(least, value));

/**
 * The front is painted as soon as its days are here; `bring` lays the ground, the marks that can be pressed
 * and the names about it, which wait for deck.gl.
 */
export class FrontMap {
  /** @type {Rows} */
  rows = {};
  /** @type {Layer[] | undefined} The layers that deck.gl draws. */
  written;
  /** @type {Library | undefined} */
  gl;
  /** @type {Record<Sheet, DrawnDeck> | undefined} */
  decks;
  /** @type {import("./marks.js").Icons | undefined} */
  icons;
  /** @type {Set<string>} */
  #hidden = new Set();
  /** @type {Map<string, object>} Layers of the ground, made once. */
  #ground = new Map();
  /** @type {Map<string, Record<string, unknown>>} What Python says of a layer. */
  #props = new Map();
  /** @type {Map<string, Drawn>} The other layers as they were last made. */
  #drawn = new Map();
  /** @type {Partial<Record<Sheet, object[]>>} The layers that each canvas has. */
  #laid = {};
  #playing = false;
  #focused = false;
  #ended = false;
  #flights = 0;
  /** @type {number | null} The zoom at which a flight ends. */
  #goal = null;
  /** @type {number | undefined} */
  #resting;
  /** @type {number | undefined} */
  #day;
  /** @type {Theme | undefined} */
  #theme;

  /** @param {HTMLElement} place @param {import("./frames.js").Frames} frames @param {Options} options */
  constructor(place, frames, options) {
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
    this.estimate = new Estimate(place, frames, this.ratio, this.soft);
    place.append(this.boxes.front, this.boxes.names);
    this.estimate.look(this.view);
    // The wheel scrolls the page until the map is pressed: else nobody could scroll past it.
    place.addEventListener("pointerdown", () => this.#attend(true));
    place.addEventListener("pointerleave", () => this.#attend(false));
  }

  /** @param {Library} gl */
  async bring(gl) {
    if (this.#ended) return;
    this.gl = gl;
    this.decks = {
      ground: this.#makeDeck(gl, "ground", { controller: false }),
      front: this.#makeDeck(gl, "front", this.#handling()),
      names: this.#makeDeck(gl, "names", { controller: false }),
    };
    await this.#dressDecks();
  }

  /** @param {Deck} deck @param {Theme} theme */
  async dress(deck, theme) {
    this.#theme = theme;
    this.written = deck.layers.filter(({ id }) => !ESTIMATED.includes(id));
    this.icons = drawIcons(PAPER[theme]);
    this.estimate.dress(deck, this.icons);
    await this.#dressDecks();
  }

  /** @param {number} day @param {Rows} rows */
  show(day, rows) {
    Object.assign(this.rows, rows);
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

  draw(of = SHEETS) {
    if (!this.decks || !this.gl || !this.written) return;
    /** @type {Record<Sheet, object[]>} */
    const sheets = { ground: [], front: [], names: [] };
    for (const layer of this.written) {
      const made = typeof layer.data === "string" ? this.#ground.get(layer.id) : this.#layer(this.gl, layer);
      if (made) sheets[sheetOf(layer.id)].push(made);
    }
    for (const sheet of of) {
      const [before, layers] = [this.#laid[sheet], sheets[sheet]];
      // A canvas whose layers are those of before does not hear of them.
      if (before?.length === layers.length && layers.every((layer, at) => layer === before[at])) continue;
      this.#laid[sheet] = layers;
      this.decks[sheet].setProps({ layers });
    }
  }

  /** @param {Partial<MapView>} view @param {number} [seconds] */
  fly(view, seconds = 0.6) {
    const target = { ...this.view, ...view };
    this.#goal = target.zoom;
    if (!this.decks || !this.gl) {
      this.#follow(target);
      return;
    }
    // The stamp makes a flight to where the last one went a new one.
    const state = { ...target, stamp: (this.#flights += 1) };
    const moving = {
      transitionDuration: seconds * 1000,
      transitionInterpolator: new this.gl.LinearInterpolator(["longitude", "latitude", "zoom"]),
    };
    this.decks.front.setProps({ initialViewState: this.calm ? state : { ...state, ...moving } });
    if (this.calm) this.#follow(target);
  }

  /** @param {number} by */
  zoom(by) {
    this.fly({ zoom: (this.#goal ?? this.view.zoom) + by }, 0.25);
  }

  /** @returns {HTMLCanvasElement} The map as it stands. */
  picture() {
    if (!this.decks) return this.estimate.canvas;
    const whole = this.#still("ground");
    const pen = penOf(whole);
    for (const drawn of [this.estimate.canvas, this.#still("front"), this.#still("names")]) {
      pen.drawImage(drawn, 0, 0);
    }
    return whole;
  }

  end() {
    this.#ended = true;
    this.estimate.end();
    for (const deck of Object.values(this.decks ?? {})) deck.finalize();
  }

  /** @param {boolean} focused */
  #attend(focused) {
    this.#focused = focused;
    this.decks?.front.setProps({ controller: this.#controller() });
  }

  /** @param {Library} gl @param {Sheet} sheet @param {object} how @returns {DrawnDeck} */
  #makeDeck(gl, sheet, how) {
    const antialias = this.ratio < 2 && !this.soft;
    return new gl.Deck({
      width: "100%",
      height: "100%",
      layers: [],
      initialViewState: this.view,
      pickingRadius: 6,
      useDevicePixels: this.soft ? 1 : true,
      deviceProps: { type: "webgl", webgl: { antialias } },
      parent: this.boxes[sheet],
      views: new gl.MapView({ repeat: false }),
      onLoad: () => this.#name(sheet),
      ...how,
    });
  }

  /** What the canvas does that a reader moves and presses. */
  #handling() {
    return {
      controller: this.#controller(),
      onViewStateChange: (/** @type {{ viewState: MapView }} */ { viewState }) => this.#moved(viewState),
      onClick: (/** @type {{ object?: { pick?: Pick } }} */ { object }) => {
        if (object?.pick) this.options.picked(object.pick);
      },
      getTooltip: (/** @type {{ object?: { tip?: string } }} */ { object }) =>
        object?.tip ? { text: object.tip, className: "tip" } : null,
    };
  }

  #controller() {
    const scrollZoom = this.#focused ? { speed: 0.01, smooth: false } : false;
    return { scrollZoom, dragRotate: false, touchRotate: false, keyboard: true };
  }

  /**
   * One canvas is the map to a reader; the others are its ground and its names.
   *
   * @param {Sheet} sheet
   */
  #name(sheet) {
    const canvas = this.decks?.[sheet].getCanvas();
    if (!canvas) return;
    canvas.removeAttribute("id");
    if (sheet === "front") {
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", this.options.label);
    } else {
      canvas.setAttribute("aria-hidden", "true");
      canvas.tabIndex = -1;
    }
  }

  async #dressDecks() {
    const { gl, written } = this;
    if (!gl || !written) return;
    const theme = this.#theme;
    this.#ground.clear();
    this.#drawn.clear();
    this.#props = new Map(
      written.map(({ "@@type": _, data: __, ...props }) => [props.id, revive(gl, props)]),
    );
    for (const sheet of /** @type {Sheet[]} */ (["front", "names"])) {
      this.draw([sheet]);
      await untilPainted();
    }
    this.#paint();
    if (this.#playing) this.#flatten(true);
    const bringGround = async (/** @type {Layer} */ { id, data, "@@type": type = "" }) => {
      if (typeof data !== "string") return;
      const pieces = await piecesOf(data);
      if (this.#theme === theme) this.#ground.set(id, new gl[type]({ ...this.#props.get(id), data: pieces }));
    };
    await Promise.all(written.map(bringGround));
    this.draw();
    if (this.place.parentElement) this.place.parentElement.dataset.drawn = "true";
  }

  /** Marks are the estimate's to paint while deck.gl is not here, and while days are played. */
  #paint() {
    if (this.#day !== undefined) this.estimate.show(this.#day, this.#playing || !this.decks ? this.rows : {});
  }

  /** @param {boolean} flat */
  #flatten(flat) {
    if (!this.decks) return;
    this.estimate.put(flat ? { ground: this.#still("ground"), names: this.#still("names") } : null);
    this.place.classList.toggle("flat", flat);
  }

  /** @param {Sheet} sheet @returns {HTMLCanvasElement} */
  #still(sheet) {
    const { width, height } = this.estimate.canvas;
    const { canvas, pen } = makeCanvas(width, height, { read: true });
    if (sheet === "ground") {
      pen.fillStyle = this.place.style.background;
      pen.fillRect(0, 0, width, height);
    }
    const deck = this.decks?.[sheet];
    if (!deck) return canvas;
    // Drawn and copied in one task: afterwards the browser may empty it.
    deck.redraw("still");
    pen.drawImage(deck.getCanvas(), 0, 0, width, height);
    return canvas;
  }

  /**
   * A layer is made anew only when its rows or its look changed: deck.gl leaves the others alone.
   *
   * @param {Library} gl
   * @param {Layer} layer
   */
  #layer(gl, { id, "@@type": type = "" }) {
    const data = this.rows[id] ?? NO_ROWS;
    const visible = !this.#hidden.has(id);
    const last = this.#drawn.get(id);
    if (last && last.data === data && last.visible === visible) return last.made;
    const icons =
      type === "IconLayer" && this.icons
        ? { iconAtlas: this.icons.image, iconMapping: this.icons.mapping }
        : {};
    const made = new gl[type]({ ...this.#props.get(id), data, visible, ...icons });
    this.#drawn.set(id, { data, visible, made });
    return made;
  }

  /** @param {MapView} state @returns {MapView} Within the bounds, seen from straight above. */
  #moved(state) {
    const [west, south, east, north] = REGION;
    const view = {
      ...state,
      longitude: within(state.longitude, west + 0.8, east - 0.8),
      latitude: within(state.latitude, south + 0.4, north - 0.5),
      zoom: within(state.zoom, ZOOMS[0], ZOOMS[1]),
      pitch: 0,
      bearing: 0,
    };
    this.#follow(view);
    return view;
  }

  /**
   * The other canvases go along; whoever asked hears of it once the map rests.
   *
   * @param {MapView} view
   */
  #follow({ longitude, latitude, zoom }) {
    this.view = { longitude, latitude, zoom };
    this.estimate.look(this.view);
    this.decks?.ground.setProps({ viewState: this.view });
    this.decks?.names.setProps({ viewState: this.view });
    clearTimeout(this.#resting);
    if (this.#playing && this.estimate.between) this.#flatten(false);
    this.#resting = window.setTimeout(() => {
      this.#goal = null;
      if (this.#playing) this.#flatten(true);
      this.options.settled(this.view);
    }, REST);
  }
}

/** @type {never[]} */
const NO_ROWS = [];
