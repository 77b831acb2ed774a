// Degrees as pixels of Web Mercator, and how they come to lie on a canvas.

// Shapes are kept in the pixels of this zoom, counted from the box's north-western corner: exact in the
// browser's paths, which know only some seven digits.
export const UNIT_ZOOM = 10;
const WORLD = 512 * 2 ** UNIT_ZOOM;

/** @typedef {number[]} Point Degrees east and north, or pixels to the right and down. */
/** @typedef {import("../address.js").MapView} MapView */
/** @typedef {{ scale: number, ratio: number, left: number, top: number }} Placement */

/** @param {Point} degrees @returns {Point} Pixels at the unit zoom, from the world's north-western corner. */
export const projected = ([east, north]) => [
  WORLD * (east / 360 + 0.5),
  WORLD * (0.5 - Math.log(Math.tan(Math.PI / 4 + (north * Math.PI) / 360)) / (2 * Math.PI)),
];

/** @param {number} down Pixels at the unit zoom. @returns {number} Degrees north. */
export const latitudeAt = (down) =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * down) / WORLD))) * 180) / Math.PI;

/**
 * How shapes that are counted from `origin` come to lie on a canvas.
 *
 * @param {Point} origin
 * @param {object} canvas
 * @param {MapView} canvas.view What lies in its middle.
 * @param {number} canvas.width Pixels of the screen, as `height`.
 * @param {number} canvas.height
 * @param {number} canvas.ratio Pixels of the canvas to one of the screen.
 * @returns {Placement}
 */
export const placed = (origin, { view, width, height, ratio }) => {
  const scale = 2 ** (view.zoom - UNIT_ZOOM) * ratio;
  const [x, y] = projected([view.longitude, view.latitude]);
  return {
    scale,
    ratio,
    left: (width * ratio) / 2 - (x - origin[0]) * scale,
    top: (height * ratio) / 2 - (y - origin[1]) * scale,
  };
};

/**
 * Where a point in degrees lies on a canvas.
 *
 * @param {Point} degrees
 * @param {Point} origin
 * @param {Placement} where
 * @returns {[x: number, y: number]}
 */
export const onCanvas = (degrees, origin, { scale, left, top }) => {
  const [x, y] = projected(degrees);
  return [(x - origin[0]) * scale + left, (y - origin[1]) * scale + top];
};

/**
 * The view in which a box of degrees just fits into a width and height.
 *
 * @param {number[]} box West, south, east, north.
 * @param {number} width
 * @param {number} height
 * @returns {MapView}
 */
export const viewOfBox = ([west, south, east, north], width, height) => {
  const [left, top] = projected([west, north]);
  const [right, low] = projected([east, south]);
  const zoom = UNIT_ZOOM + Math.log2(Math.min(width / (right - left), height / (low - top)));
  return { longitude: (west + east) / 2, latitude: latitudeAt((top + low) / 2), zoom };
};
