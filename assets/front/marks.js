// Marks, drawn once on a canvas each; the legend and the list have the same strokes.
import { make, makeCanvas } from "../dom.js";
import { drawGlyph, GLYPHS } from "./glyphs.js";
import { inkOf } from "./hatching.js";
import { hollowIcon, SIDES, solidIcon, STATUSES, statusShown } from "./sides.js";

/** @typedef {import("./sides.js").Side} Side */
/** @typedef {import("./sides.js").Shape} Shape */
/** @typedef {import("./sides.js").Status} Status */
/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {{ x: number, y: number, width: number, height: number, mask: boolean }} Cell */
/** @typedef {{ canvas: HTMLCanvasElement, image: ImageData, mapping: Record<string, Cell> }} Icons */

export const CELL = 64; // pixels a mark
const COLUMNS = 24; // of marks: browsers take no image wider than some thousand pixels
/** @type {Partial<Record<Status, number[]>>} What a claim's status does to the line of its hollow mark. */
const DASHES = { claimed: [11, 7], predicted: [2.5, 8] };

/** @param {Pen} pen @param {Shape} shape @param {number} x @param {number} y @param {number} r */
const outline = (pen, shape, x, y, r) => {
  pen.beginPath();
  if (shape === "square") pen.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
  else if (shape === "circle") pen.arc(x, y, r, 0, 2 * Math.PI);
  else {
    pen.moveTo(x, y - r * 1.1);
    pen.lineTo(x + r * 1.05, y + r * 0.8);
    pen.lineTo(x - r * 1.05, y + r * 0.8);
    pen.closePath();
  }
};

/**
 * A solid mark of the reference in the middle of a cell; one that is not confirmed is paler.
 *
 * @param {Pen} pen
 * @param {Side} side
 * @param {boolean} sure
 * @param {number} x
 * @param {string} paper
 * @param {number} [y]
 */
export const drawSolid = (pen, side, sure, x, paper, y = CELL / 2) => {
  const { color, shape } = SIDES[side];
  const fill = (/** @type {number} */ radius, /** @type {string} */ ink, opacity = 1) => {
    outline(pen, shape, x, y, radius);
    pen.globalAlpha = opacity;
    pen.fillStyle = ink;
    pen.fill();
    pen.globalAlpha = 1;
  };
  fill(23, paper);
  if (!sure) fill(19, "#fff");
  fill(19, color, sure ? 1 : 0.5);
  if (sure) return;
  outline(pen, shape, x, y, 18);
  pen.lineWidth = 3;
  pen.strokeStyle = color;
  pen.stroke();
};

/**
 * A hollow mark of a document in the middle of a cell: its line says the status, a stroke through it a
 * denial.
 *
 * @param {Pen} pen
 * @param {Side} side
 * @param {Status} status
 * @param {number} x
 * @param {string} paper
 * @param {string} [glyph] Of its event, drawn within it.
 * @param {number} [y]
 */
export const drawHollow = (pen, side, status, x, paper, glyph = "", y = CELL / 2) => {
  const { color, shape } = SIDES[side];
  outline(pen, shape, x, y, 21);
  pen.fillStyle = `${paper}B0`;
  pen.fill();
  const stroke = (/** @type {number} */ width, /** @type {string} */ ink, /** @type {number[]} */ dash) => {
    pen.setLineDash(dash);
    pen.lineWidth = width;
    pen.strokeStyle = ink;
    pen.stroke();
  };
  stroke(13, paper, []);
  pen.lineCap = status === "predicted" ? "round" : "butt";
  stroke(7, color, DASHES[status] ?? []);
  pen.setLineDash([]);
  drawGlyph(pen, glyph, x, y);
  if (status !== "denied") return;
  pen.beginPath();
  pen.moveTo(x - 16, y + 16);
  pen.lineTo(x + 16, y - 16);
  pen.stroke();
};

/** @typedef {{ name: string, draw: (pen: Pen, x: number, y: number) => void }} Drawn */

/** @param {string} paper @returns {Icons} All marks in rows, with the cell of each. */
export const drawIcons = (paper) => {
  const sides = /** @type {Side[]} */ (Object.keys(SIDES));
  /** @type {Drawn[]} */
  const drawn = sides.flatMap((side) => [
    ...[true, false].map((sure) => ({
      name: solidIcon(side, sure),
      draw: (/** @type {Pen} */ pen, /** @type {number} */ x, /** @type {number} */ y) =>
        drawSolid(pen, side, sure, x, paper, y),
    })),
    ...STATUSES.flatMap((status) =>
      GLYPHS.map((glyph) => ({
        name: hollowIcon(side, status, glyph),
        draw: (/** @type {Pen} */ pen, /** @type {number} */ x, /** @type {number} */ y) =>
          drawHollow(pen, side, status, x, paper, glyph, y),
      })),
    ),
  ]);
  const rows = Math.ceil(drawn.length / COLUMNS);
  const { canvas, pen } = makeCanvas(CELL * COLUMNS, CELL * rows, { read: true });
  /** @type {Record<string, Cell>} */
  const mapping = {};
  drawn.forEach(({ name, draw }, at) => {
    const [x, y] = [(at % COLUMNS) * CELL, Math.floor(at / COLUMNS) * CELL];
    draw(pen, x + CELL / 2, y + CELL / 2);
    mapping[name] = { x, y, width: CELL, height: CELL, mask: false };
  });
  return { canvas, image: pen.getImageData(0, 0, canvas.width, canvas.height), mapping };
};

/** @type {Map<string, string>} */
const drawnOnce = new Map();

/**
 * A mark or a swatch beside words, drawn once for each name: a list has hundreds of the same few.
 *
 * @param {string} name
 * @param {(pen: Pen) => void} draw
 */
const swatchOf = (name, draw) => {
  let address = drawnOnce.get(name);
  if (!address) {
    const { canvas, pen } = makeCanvas(CELL, CELL);
    draw(pen);
    address = canvas.toDataURL();
    drawnOnce.set(name, address);
  }
  return make("img", { class: "swatch", alt: "", src: address });
};

/** @param {Side} side @param {boolean} sure @param {string} paper */
export const solidMark = (side, sure, paper) =>
  swatchOf(`${side} ${sure} ${paper}`, (pen) => drawSolid(pen, side, sure, CELL / 2, paper));

/** @param {Side} side @param {string} status @param {string} paper @param {string} [glyph] Of its event. */
export const hollowMark = (side, status, paper, glyph = "") => {
  const shown = statusShown(status);
  const draw = (/** @type {Pen} */ pen) => drawHollow(pen, side, shown, CELL / 2, paper, glyph);
  return swatchOf(`${side} ${shown} ${glyph} ${paper}`, draw);
};

/** @param {string} ink */
export const ringMark = (ink) =>
  swatchOf(`ring ${ink}`, (pen) => {
    outline(pen, "circle", CELL / 2, CELL / 2, 24);
    pen.lineWidth = 7;
    pen.strokeStyle = ink;
    pen.stroke();
  });

/** @param {import("./hatching.js").Look} look */
export const areaSwatch = (look) =>
  swatchOf(`area ${look.color.join(" ")} ${look.pattern}`, (pen) => {
    const ratio = 3.5; // of the swatch's pixels to the screen's
    pen.fillStyle = inkOf(pen, look, { scale: 1, ratio, left: 0, top: 0 });
    pen.fillRect(0, 10, CELL, CELL - 20);
  });

/** @param {string} color @param {number} width @param {number[]} [dash] In widths of the line. */
export const lineSwatch = (color, width, dash = []) =>
  swatchOf(`line ${color} ${width} ${dash.join(" ")}`, (pen) => {
    pen.setLineDash(dash.map((each) => each * width));
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(0, CELL / 2);
    pen.lineTo(CELL, CELL / 2);
    pen.stroke();
  });
