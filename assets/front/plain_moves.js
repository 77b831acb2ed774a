// How a reader moves a map that is drawn without WebGL: by dragging, two fingers, the wheel and the keys.
import { latitudeAt, projected, UNIT_ZOOM } from "./projection.js";

/** @typedef {import("./projection.js").MapView} MapView */
/**
 * @typedef {object} Moved
 * @property {() => MapView} view
 * @property {(view: MapView) => void} move
 * @property {() => boolean} byWheel Whether the wheel moves the map: else it scrolls the page.
 */

const STEP = 60; // pixels of an arrow key
const KEY_ZOOM = 0.5;
const WHEEL = 0.002; // zoom for each unit of the wheel

/**
 * A view moved by so many pixels of the screen.
 *
 * @param {MapView} view
 * @param {number} right
 * @param {number} down
 * @returns {MapView}
 */
export const panned = (view, right, down) => {
  const scale = 2 ** (view.zoom - UNIT_ZOOM);
  const [x, y] = projected([view.longitude, view.latitude]);
  const world = 512 * 2 ** UNIT_ZOOM;
  const east = ((x - right / scale) / world - 0.5) * 360;
  return { ...view, longitude: east, latitude: latitudeAt(y - down / scale) };
};

/**
 * A view brought nearer by so much about a point, which stays where it is.
 *
 * @param {MapView} view
 * @param {number} by
 * @param {number} right Pixels from the middle to the point.
 * @param {number} down
 * @returns {MapView}
 */
export const zoomed = (view, by, right, down) => {
  const near = panned(view, -right, -down);
  return panned({ ...near, zoom: view.zoom + by }, right, down);
};

/** @param {HTMLElement} canvas @param {Moved} map */
export const heedMoves = (canvas, { view, move, byWheel }) => {
  /** @type {Map<number, { x: number, y: number }>} Fingers on the map. */
  const held = new Map();
  const fromMiddle = (/** @type {number} */ x, /** @type {number} */ y) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return /** @type {const} */ ([x - left - width / 2, y - top - height / 2]);
  };
  const release = (/** @type {PointerEvent} */ event) => held.delete(event.pointerId);
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    canvas.setPointerCapture(event.pointerId);
    const now = { x: event.clientX, y: event.clientY };
    const [other] = [...held].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    held.set(event.pointerId, now);
    if (other) {
      const [was, is] = [before, now].map(({ x, y }) => Math.hypot(x - other.x, y - other.y));
      const by = was && is ? Math.log2(is / was) : 0;
      move(zoomed(view(), by, ...fromMiddle((now.x + other.x) / 2, (now.y + other.y) / 2)));
    } else move(panned(view(), now.x - before.x, now.y - before.y));
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"]))
    canvas.addEventListener(end, release);
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!byWheel()) return;
      event.preventDefault();
      move(zoomed(view(), -event.deltaY * WHEEL, ...fromMiddle(event.clientX, event.clientY)));
    },
    { passive: false },
  );
  canvas.addEventListener("dblclick", (event) =>
    move(zoomed(view(), 1, ...fromMiddle(event.clientX, event.clientY))),
  );
  canvas.addEventListener("keydown", (event) => {
    const moved = movedByKey(view(), event.key);
    if (!moved || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(moved);
  });
};

/** @param {MapView} view @param {string} key @returns {MapView | null} */
export const movedByKey = (view, key) => {
  /** @type {Record<string, [right: number, down: number]>} */
  const ways = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
  if (ways[key]) return panned(view, ...ways[key]);
  const by = { "+": KEY_ZOOM, "=": KEY_ZOOM, "-": -KEY_ZOOM, _: -KEY_ZOOM }[key];
  return by ? zoomed(view, by, 0, 0) : null;
};
