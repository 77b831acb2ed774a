// Hatchings, for the map and for the legend, and the ink that a layer is filled with.
import { makeCanvas } from "../dom.js";

/** @typedef {number[]} Color Red, green, blue, and how opaque, each to 255. */
/** @typedef {"stripes" | "cross" | "dots" | "counter" | "bars" | "dashes" | "grid"} Pattern */
/**
 * @typedef {object} Look Of a layer.
 * @property {string} id
 * @property {Color} color
 * @property {number} width
 * @property {number[]} dash Of its line, in widths of it.
 * @property {Pattern | undefined} [pattern]
 */

/**
 * After how many pixels of the screen a hatching repeats, what it inks, and the part of its strength that is
 * left between its strokes as a tint.
 *
 * @type {Record<Pattern, { tile: number[], inked: (x: number, y: number) => boolean, tint: number }>}
 */
const PATTERNS = {
  stripes: { tile: [9, 9], inked: (x, y) => (x + y) % 9 < 2.6, tint: 0.36 },
  cross: { tile: [8, 8], inked: (x, y) => (x + y) % 8 < 1.8 || (x - y + 800) % 8 < 1.8, tint: 0.3 },
  dots: {
    tile: [14, 7],
    inked: (x, y) => Math.hypot((x % 7) - 3.5, ((y + 3.5 * (Math.floor(x / 7) % 2)) % 7) - 3.5) < 1.45,
    tint: 0.1,
  },
  counter: { tile: [9, 9], inked: (x, y) => (x - y + 900) % 9 < 3.4, tint: 0.3 },
  bars: { tile: [8, 8], inked: (x) => x % 8 < 3.4, tint: 0.25 },
  dashes: {
    tile: [18, 16],
    inked: (x, y) => y % 8 > 3.2 && y % 8 < 4.6 && (x + 9 * (Math.floor(y / 8) % 2)) % 18 < 9,
    tint: 0.16,
  },
  grid: { tile: [7, 7], inked: (x, y) => x % 7 < 1.4 || y % 7 < 1.4, tint: 0.2 },
};

/** @param {Color} color @returns {string} */
export const cssColor = ([red, green, blue, alpha = 255]) =>
  `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`;

/**
 * What a layer is filled with: a colour, or a hatching that stands still when the map moves.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Look} look
 * @param {import("./projection.js").Placement} where
 * @returns {string | CanvasPattern}
 */
export const inkOf = (pen, look, { scale, ratio, left, top }) => {
  if (!look.pattern) return cssColor(look.color);
  const ink = hatchingOf(pen, look.pattern, look.color, ratio);
  ink.setTransform(new DOMMatrix([1 / scale, 0, 0, 1 / scale, -left / scale, -top / scale]));
  return ink;
};

/** @type {Map<string, CanvasPattern>} */
const hatchings = new Map();

/**
 * A hatching as a tile in pixels of a canvas; it repeats without a seam.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Pattern} pattern
 * @param {Color} color
 * @param {number} ratio
 */
const hatchingOf = (pen, pattern, color, ratio) => {
  const key = `${pattern} ${color.join(" ")} ${ratio}`;
  const known = hatchings.get(key);
  if (known) return known;
  const hatching = pen.createPattern(tileOf(pattern, color, ratio), "repeat");
  if (!hatching) throw new Error("a hatching needs a tile");
  hatchings.set(key, hatching);
  return hatching;
};

/** @param {Pattern} pattern @param {Color} color @param {number} ratio */
const tileOf = (pattern, [red, green, blue, alpha], ratio) => {
  const { tile, tint } = PATTERNS[pattern];
  const [across, down] = tile.map((side) => Math.round(side * ratio));
  const { canvas, pen } = makeCanvas(across, down, { read: true }); // in memory, from where it is painted
  const [wide, high] = [tile[0] / across, tile[1] / down];
  const pixels = pen.createImageData(across, down);
  for (let at = 0; at < across * down; at += 1) {
    const strength = coverage(pattern, (at % across) * wide, Math.floor(at / across) * high, wide, high);
    pixels.data.set([red, green, blue, Math.round(alpha * (tint + (1 - tint) * strength))], 4 * at);
  }
  pen.putImageData(pixels, 0, 0);
  return canvas;
};

/**
 * How much of a pixel is inked, by sixteen points of it: else strokes would have steps.
 *
 * @param {Pattern} pattern
 * @param {number} x
 * @param {number} y
 * @param {number} wide
 * @param {number} high
 */
const coverage = (pattern, x, y, wide, high) => {
  const { inked } = PATTERNS[pattern];
  let found = 0;
  for (let at = 0; at < 16; at += 1) {
    const [right, low] = [((at % 4) + 0.5) / 4, (Math.floor(at / 4) + 0.5) / 4];
    if (inked(x + right * wide, y + low * high)) found += 1;
  }
  return found / 16;
};
