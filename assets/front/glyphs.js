// What stands within the hollow mark of a claim for its event: an arrow for a movement, a tick for an attack
// that was beaten off, an open ring for an encirclement.

/** @typedef {CanvasRenderingContext2D} Pen */

/** Arrows by the eighth of a turn into which they point, clockwise from the right. */
const EIGHTHS = 8;
const ARROWS = Array.from({ length: EIGHTHS }, (_, eighth) => `arrow${eighth}`);
/** @type {string[]} Of each side and status; "" for a claim that tells of no movement. */
export const GLYPHS = ["", ...ARROWS, "tick", "ring"];

const USUAL = [0, -1]; // where a mark stands about its place that stands about none: above it
const STROKE = 5.5; // pixels of a cell
const LONG = 11; // half an arrow, and half a tick
const HEAD = 8;
const RADIUS = 9.5;

/**
 * The glyph of an event. An arrow points to the place that a mark stands about, or away from it where the
 * place is left: claims do not say from where anybody came.
 *
 * @param {string} event
 * @param {number[]} [offset] Of the mark, to the right and down of its place.
 */
export const glyphOf = (event, [right, down] = USUAL) => {
  if (event === "repel") return "tick";
  if (event === "surround") return "ring";
  if (event !== "advance" && event !== "withdraw") return "";
  const way = event === "advance" ? -1 : 1;
  const turn = Math.atan2(way * down, way * right) / (2 * Math.PI);
  return ARROWS[(Math.round(turn * EIGHTHS) + EIGHTHS) % EIGHTHS];
};

/**
 * @param {Pen} pen Whose colour is that of the side.
 * @param {string} glyph
 * @param {number} x
 * @param {number} y
 */
export const drawGlyph = (pen, glyph, x, y) => {
  if (!glyph) return;
  pen.setLineDash([]);
  pen.lineWidth = STROKE;
  pen.beginPath();
  if (glyph === "ring") pen.arc(x, y, RADIUS, 0.2 * Math.PI, 1.6 * Math.PI);
  else if (glyph === "tick") strokes(pen, x, y, tick());
  else strokes(pen, x, y, arrow((2 * Math.PI * ARROWS.indexOf(glyph)) / EIGHTHS));
  pen.stroke();
};

/** @returns {number[][][]} A bar on a stem. */
const tick = () => [
  [
    [-LONG, 4],
    [LONG, 4],
  ],
  [
    [0, 4],
    [0, -LONG],
  ],
];

/** @param {number} turn From the right, clockwise. @returns {number[][][]} */
const arrow = (turn) => {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const turned = (/** @type {number[]} */ [x, y]) => [x * cos - y * sin, x * sin + y * cos];
  const tip = LONG + 1;
  return [
    [
      [-LONG, 0],
      [tip, 0],
    ].map(turned),
    [
      [tip - HEAD, -HEAD],
      [tip, 0],
      [tip - HEAD, HEAD],
    ].map(turned),
  ];
};

/** @param {Pen} pen @param {number} x @param {number} y @param {number[][][]} lines */
const strokes = (pen, x, y, lines) => {
  for (const line of lines)
    line.forEach(([right, down], at) => pen[at ? "lineTo" : "moveTo"](x + right, y + down));
};
