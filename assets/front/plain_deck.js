// Stands in for deck.gl where a browser has no WebGL: the same layers on a canvas that the browser draws
// itself. It knows what the maps here ask of deck.gl, and nothing else of it.
import { make, penOf } from "../dom.js";
import { drawLayers, LAYERS, ORIGIN, rowUnder } from "./plain_layers.js";
import { heedMoves, panned } from "./plain_moves.js";
import { placed } from "./projection.js";

/** @typedef {import("./plain_layers.js").Layer} Layer */
/** @typedef {import("./projection.js").MapView} MapView */
/**
 * @typedef {object} Props Those of deck.gl that are heeded.
 * @property {HTMLElement} parent
 * @property {Layer[]} layers
 * @property {MapView} initialViewState Another one moves the map.
 * @property {MapView} [viewState] Of a canvas that follows another.
 * @property {false | { scrollZoom?: unknown }} [controller]
 * @property {number} [pickingRadius]
 * @property {(change: { viewState: MapView }) => MapView} [onViewStateChange] Says where the map may lie.
 * @property {(under: { object?: any, coordinate?: number[] }) => void} [onClick]
 * @property {(under: { object?: any }) => void} [onHover]
 * @property {(under: { object?: any }) => { text: string, className: string } | null} [getTooltip]
 * @property {() => void} [onLoad]
 */

const STRAY = 4; // pixels that a press may move without being a move
const TIP = 12; // pixels from the pointer to its words

class Deck {
  #asked = 0;

  /** @param {Props} props */
  constructor(props) {
    this.props = props;
    this.view = props.initialViewState;
    const controlled = Boolean(props.controller);
    this.canvas = make("canvas", { class: "plain", tabindex: controlled ? 0 : null });
    this.canvas.style.cssText = "position: absolute; inset: 0; width: 100%; height: 100%;";
    if (controlled) this.canvas.style.touchAction = "pan-y";
    this.tip = make("div", { class: "tip plain-tip", hidden: true, "aria-hidden": "true" });
    props.parent.append(this.canvas, this.tip);
    this.pen = penOf(this.canvas);
    this.sizes = new ResizeObserver(() => this.redraw());
    this.sizes.observe(props.parent);
    if (controlled) this.#heed();
    queueMicrotask(() => this.props.onLoad?.());
  }

  /** @param {Partial<Props>} props */
  setProps(props) {
    const { initialViewState: before } = this.props;
    Object.assign(this.props, props);
    if (props.viewState) this.view = props.viewState;
    if (props.initialViewState && props.initialViewState !== before) this.#move(props.initialViewState);
    this.#redrawSoon();
  }

  getCanvas() {
    return this.canvas;
  }

  redraw() {
    cancelAnimationFrame(this.#asked);
    this.#asked = 0;
    const { clientWidth, clientHeight } = this.props.parent;
    const ratio = devicePixelRatio || 1;
    const [width, height] = [clientWidth, clientHeight].map((side) => Math.round(side * ratio));
    if (this.canvas.width !== width || this.canvas.height !== height)
      Object.assign(this.canvas, { width, height });
    else this.pen.clearRect(0, 0, width, height);
    drawLayers(this.pen, this.props.layers, this.#where());
  }

  finalize() {
    cancelAnimationFrame(this.#asked);
    this.sizes.disconnect();
    this.canvas.remove();
    this.tip.remove();
  }

  #redrawSoon() {
    this.#asked ||= requestAnimationFrame(() => this.redraw());
  }

  #where() {
    const { clientWidth: width, clientHeight: height } = this.props.parent;
    return placed(ORIGIN, { view: this.view, width, height, ratio: devicePixelRatio || 1 });
  }

  /** @param {MapView} view */
  #move({ longitude, latitude, zoom }) {
    const viewState = { longitude, latitude, zoom };
    this.view = this.props.onViewStateChange?.({ viewState }) ?? viewState;
    this.#redrawSoon();
  }

  #heed() {
    heedMoves(this.canvas, {
      view: () => this.view,
      move: (view) => this.#move(view),
      byWheel: () => Boolean(this.props.controller && this.props.controller.scrollZoom),
    });
    /** @type {number[] | null} Where the press began. */
    let pressed = null;
    this.canvas.addEventListener("pointerdown", ({ clientX, clientY }) => (pressed = [clientX, clientY]));
    this.canvas.addEventListener("pointermove", (event) => this.#hover(event));
    this.canvas.addEventListener("pointerleave", () => this.#show({}, 0, 0));
    this.canvas.addEventListener("click", ({ clientX, clientY }) => {
      const moved = pressed ? Math.hypot(clientX - pressed[0], clientY - pressed[1]) : 0;
      if (moved <= STRAY) this.props.onClick?.(this.#under(clientX, clientY));
    });
  }

  /** @param {number} clientX @param {number} clientY */
  #under(clientX, clientY) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top];
    const where = this.#where();
    const more = this.props.pickingRadius ?? 0;
    const object = rowUnder(this.props.layers, x * where.ratio, y * where.ratio, more, where);
    const { longitude, latitude } = panned(this.view, width / 2 - x, height / 2 - y);
    return { object, coordinate: [longitude, latitude] };
  }

  /** @param {PointerEvent} event */
  #hover({ clientX, clientY, buttons }) {
    if (buttons) return;
    const under = this.#under(clientX, clientY);
    this.canvas.style.cursor = under.object ? "pointer" : "grab";
    const { left, top } = this.canvas.getBoundingClientRect();
    this.#show(under, clientX - left, clientY - top);
  }

  /** @param {{ object?: any }} under @param {number} x @param {number} y */
  #show(under, x, y) {
    this.props.onHover?.(under);
    const said = this.props.getTooltip?.(under);
    this.tip.hidden = !said;
    this.tip.textContent = said?.text ?? "";
    this.tip.style.transform = `translate(${x + TIP}px, ${y + TIP}px)`;
  }
}

/** deck.gl's names as far as the maps here use them. */
export const plainLibrary = {
  ...LAYERS,
  Deck,
  MapView: class {},
  LinearInterpolator: class {},
  PathStyleExtension: class {},
};
