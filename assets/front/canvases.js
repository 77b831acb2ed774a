// The canvases of deck.gl, one over another: the ground, the marks that a reader presses and moves, the
// names.
import { makeCanvas } from "../dom.js";
import { REGION } from "./basemap.js";
import { SHEETS } from "./layers.js";

/** @typedef {import("./deck.js").Library} Library */
/** @typedef {import("./layers.js").Sheet} Sheet */
/** @typedef {import("./projection.js").MapView} MapView */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {{ at?: string, open?: string, point?: Point }} Pick A place, a claim, a point. */
/** @typedef {{ pick?: Pick, tip?: string }} Pickable */
/** @typedef {{ object?: Pickable, coordinate?: Point }} Under What lies under the pointer. */
/**
 * @typedef {object} Deck A canvas of deck.gl.
 * @property {(props: Record<string, unknown>) => void} setProps
 * @property {() => HTMLCanvasElement} getCanvas
 * @property {(reason: string) => void} redraw
 * @property {() => void} finalize
 */
/**
 * @typedef {object} Options
 * @property {MapView} view The first one.
 * @property {string} label Of the canvas that is the map to a reader.
 * @property {boolean} soft Whether there is no graphics card.
 * @property {number} ratio Pixels of a canvas to one of the screen.
 * @property {(pick: Pick) => void} picked
 * @property {(pick?: Pick) => void} pointed Hears of what lies under the pointer.
 * @property {(view: MapView) => void} moved
 */

const ZOOMS = [7.5, 14];
/** How far the map may be moved. */
export const BOUNDS = { region: REGION, zooms: ZOOMS };

/** @param {number} value @param {number} least @param {number} most */
const within = (value, least, most) => Math.min(most, Math.max(least, value));

/**
 * The view within the bounds, seen from straight above.
 *
 * @param {MapView} view
 */
export const bounded = (view) => {
  const [west, south, east, north] = REGION;
  return {
    ...view,
    longitude: within(view.longitude, west + 0.8, east - 0.8),
    latitude: within(view.latitude, south + 0.4, north - 0.5),
    zoom: within(view.zoom, ZOOMS[0], ZOOMS[1]),
    pitch: 0,
    bearing: 0,
  };
};

/**
 * How a reader moves the map; the wheel scrolls the page until the map is pressed.
 *
 * @param {boolean} focused
 */
const controllerOf = (focused) => ({
  scrollZoom: focused ? { speed: 0.01, smooth: false } : false,
  dragRotate: false,
  touchRotate: false,
  keyboard: true,
});

export class Canvases {
  /** @type {Partial<Record<Sheet, object[]>>} The layers that each has. */
  #laid = {};

  /** @param {Library} gl @param {Record<Sheet, HTMLElement>} places @param {Options} options */
  constructor(gl, places, options) {
    this.gl = gl;
    this.options = options;
    this.decks = {
      ground: this.#make("ground", places.ground, { controller: false }),
      front: this.#make("front", places.front, this.#handling()),
      names: this.#make("names", places.names, { controller: false }),
    };
  }

  /** @param {Sheet} sheet @param {object[]} layers Those of before are not laid again. */
  lay(sheet, layers) {
    const before = this.#laid[sheet];
    if (before?.length === layers.length && layers.every((layer, at) => layer === before[at])) return;
    this.#laid[sheet] = layers;
    this.decks[sheet].setProps({ layers });
  }

  /** @param {boolean} focused Whether the reader has pressed the map. */
  attend(focused) {
    this.decks.front.setProps({ controller: controllerOf(focused) });
  }

  /** @param {MapView} view The canvases that nobody moves follow the one that is moved. */
  follow(view) {
    for (const deck of [this.decks.ground, this.decks.names]) deck.setProps({ viewState: view });
  }

  /** @param {Record<string, unknown>} state @param {number} seconds 0 for at once. */
  fly(state, seconds) {
    const moving = () => ({
      transitionDuration: seconds * 1000,
      transitionInterpolator: new this.gl.LinearInterpolator(["longitude", "latitude", "zoom"]),
    });
    this.decks.front.setProps({ initialViewState: seconds ? { ...state, ...moving() } : state });
  }

  /** @returns {boolean} Whether each sheet has pixels: deck.gl sizes its canvases when it first draws. */
  get haveSizes() {
    return SHEETS.every((sheet) => {
      const { width, height } = this.decks[sheet].getCanvas();
      return width > 0 && height > 0;
    });
  }

  /**
   * A canvas as it stands, on a ground of that colour or on none.
   *
   * @param {Sheet} sheet
   * @param {{ width: number, height: number }} size
   * @param {string} [ground]
   * @returns {HTMLCanvasElement}
   */
  still(sheet, { width, height }, ground) {
    const { canvas, pen } = makeCanvas(width, height, { read: true });
    if (ground) {
      pen.fillStyle = ground;
      pen.fillRect(0, 0, width, height);
    }
    // Drawn and copied in one task: afterwards the browser may empty it.
    this.decks[sheet].redraw("still");
    pen.drawImage(this.decks[sheet].getCanvas(), 0, 0, width, height);
    return canvas;
  }

  end() {
    for (const sheet of SHEETS) this.decks[sheet].finalize();
  }

  /** @param {Sheet} sheet @param {HTMLElement} parent @param {object} handling @returns {Deck} */
  #make(sheet, parent, handling) {
    const { view, soft, ratio } = this.options;
    return new this.gl.Deck({
      width: "100%",
      height: "100%",
      layers: [],
      initialViewState: view,
      pickingRadius: 6,
      useDevicePixels: soft ? 1 : true,
      deviceProps: { type: "webgl", webgl: { antialias: ratio < 2 && !soft } },
      parent,
      views: new this.gl.MapView({ repeat: false }),
      onLoad: () => this.#name(sheet),
      ...handling,
    });
  }

  /** What the canvas does that a reader moves and presses. */
  #handling() {
    const { moved, picked, pointed } = this.options;
    return {
      controller: controllerOf(false),
      onViewStateChange: (/** @type {{ viewState: MapView }} */ { viewState }) => {
        const view = bounded(viewState);
        moved(view);
        return view;
      },
      onClick: (/** @type {Under} */ { object, coordinate }) => {
        if (object?.pick) picked(object.pick);
        else if (coordinate) picked({ point: coordinate });
      },
      onHover: (/** @type {Under} */ { object }) => pointed(object?.pick),
      getTooltip: (/** @type {Under} */ { object }) =>
        object?.tip ? { text: object.tip, className: "tip" } : null,
    };
  }

  /** One canvas is the map to a reader, the others are nothing. @param {Sheet} sheet */
  #name(sheet) {
    const canvas = this.decks[sheet].getCanvas();
    canvas.removeAttribute("id");
    if (sheet === "front") {
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", this.options.label);
    } else {
      canvas.setAttribute("aria-hidden", "true");
      canvas.tabIndex = -1;
    }
  }
}
