// A picture to save: the whole period as one small map for the last day of each month, with one ground and
// one legend.
import { makeCanvas } from "../dom.js";
import { piecesOf } from "./basemap.js";
import { makeSheet, originOf, writerOf } from "./drawing.js";
import { looksOf, paintEstimate } from "./estimate.js";
import { cssColor, inkOf } from "./hatching.js";
import { fittingNames, rankOf } from "./labels.js";
import { namedLines, namesInWords, signed } from "./named_lines.js";
import { onCanvas, placed, viewOfBox } from "./projection.js";

/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./deck.js").Deck} Deck */
/** @typedef {import("./lines.js").Lines} Lines */
/** @typedef {import("./named_lines.js").NamedLine} NamedLine */
/** @typedef {import("./hatching.js").Look} Look */
/** @typedef {import("./projection.js").Placement} Placement */
/** @typedef {import("./drawing.js").Write} Write */
/** @typedef {{ canvas: HTMLCanvasElement, names: HTMLCanvasElement, where: Placement }} Ground */

const COLUMNS = 4;
const ACROSS = 500; // pixels of a small map
const DOWN = 442;
const GAP = 28;
const MARGIN = 44;
const HEAD = 132;
const CAPTION = 66;
const FOOT = 196;
const RATIO = 2; // pixels of the file to one of the above
const BIG = 10_000; // people of a town that is named
const NOT_A_FACT = "An estimate, not a fact. Each day uses only what was dated by then: no hindsight.";
/** @type {Record<string, string>} */
const KEYS = {
  russia: "estimated Russian-held",
  ukraine: "estimated Ukrainian-held",
  contested: "contested",
  band: "the line may lie anywhere in it",
  unknown: "no claim is near",
  line: "estimated front line",
  implied: "that of the documents, beside the other",
};

/**
 * @param {{ frames: Frames, lines: Lines, deck: Deck, credit: string, font: string }} shown
 * @param {import("./progress.js").Progress} progress
 * @returns {Promise<HTMLCanvasElement | null>} Null where the reader has ended it.
 */
export const periodPicture = async ({ frames, lines, deck, credit, font }, progress) => {
  const named = namedLines(lines);
  const days = monthEnds(frames);
  progress.begin("The picture is being drawn …", days.length);
  const rows = Math.ceil(days.length / COLUMNS);
  const width = 2 * MARGIN + COLUMNS * ACROSS + (COLUMNS - 1) * GAP;
  const height = HEAD + rows * (DOWN + CAPTION) + FOOT;
  const within = { width: width - 2 * MARGIN };
  const { canvas, pen } = makeSheet(width, height, RATIO, deck.paper);
  const write = writerOf(pen, font, deck.ink);
  const period = `${frames.words(0)} to ${frames.words(frames.days - 1)}`;
  const title = `The front about Bakhmut, month by month: ${namesInWords(named)}`;
  write(title, MARGIN, 62, 36, { weight: 650, ...within });
  write(`${period}. ${NOT_A_FACT}`, MARGIN, 98, 19, within);
  const ground = await drawGround(frames, deck, font);
  const looks = looksOf(deck);
  for (const [at, day] of days.entries()) {
    if (!(await progress.step(at, `Month ${at + 1} of ${days.length}`))) return null;
    const x = MARGIN + (at % COLUMNS) * (ACROSS + GAP);
    const y = HEAD + Math.floor(at / COLUMNS) * (DOWN + CAPTION);
    pen.drawImage(smallMap(lines, day, deck, looks, ground), x, y, ACROSS, DOWN);
    pen.strokeStyle = deck.ink;
    pen.lineWidth = 1;
    pen.strokeRect(x, y, ACROSS, DOWN);
    write(frames.words(day), x, y + DOWN + 26, 21, { weight: 620 });
    named.forEach((each, nth) => {
      const words = areaInWords(each, day, days[at - 1]);
      write(words, x + ACROSS, y + DOWN + 26 + 22 * nth, 18, { align: "right", width: 0.64 * ACROSS });
    });
  }
  drawKeys(
    pen,
    write,
    looks.filter(({ id }) => usedKeys(named).includes(id)),
    height - FOOT + 34,
  );
  const [west, south, east, north] = frames.box;
  const box = `Each map: ${south}–${north}° N, ${west}–${east}° E; area in km² within it.`;
  write(`${box} ${credit.replace("; drawn by deck.gl", "")}`, MARGIN, height - 52, 17, within);
  write(originOf(), MARGIN, height - 24, 17, within);
  return canvas;
};

/** @param {NamedLine[]} named @returns {string[]} The layers that the small maps have. */
const usedKeys = (named) => {
  const own = named.map(({ key }) => (key === "reference" ? "contested" : "unknown"));
  return ["russia", "ukraine", "band", "line", ...own, named.length > 1 ? "implied" : ""];
};

/**
 * @param {{ days: number, iso: (day: number) => string }} frames
 * @returns {number[]} And the last day of all.
 */
export const monthEnds = (frames) =>
  Array.from({ length: frames.days }, (_, day) => day).filter(
    (day) => day + 1 === frames.days || frames.iso(day + 1).endsWith("-01"),
  );

/**
 * The Russian-held area of a day, and by how much it has changed since the day before in the list.
 *
 * @param {NamedLine} named
 * @param {number} day
 * @param {number} [before]
 */
export const areaInWords = ({ label, shapes }, day, before) => {
  const areaOf = (/** @type {number} */ each) => Math.round(shapes?.measures(each).russian_sq_km ?? NaN);
  const words = `${label}, Russian-held: ${areaOf(day).toLocaleString("en")} km²`;
  return before === undefined ? words : `${words} (${signed(areaOf(day) - areaOf(before))})`;
};

/**
 * @param {Lines} lines
 * @param {number} day
 * @param {Deck} deck
 * @param {Look[]} looks
 * @param {Ground} ground
 */
const smallMap = (lines, day, deck, looks, ground) => {
  const { canvas, pen } = makeSheet(ACROSS, DOWN, RATIO, deck.paper);
  pen.drawImage(ground.canvas, 0, 0, ACROSS, DOWN);
  paintEstimate(pen, lines, day, looks, ground.where);
  pen.drawImage(ground.names, 0, 0, ACROSS, DOWN);
  return canvas;
};

/**
 * The base map and the bigger towns, drawn once for all the small maps.
 *
 * @param {Frames} frames
 * @param {Deck} deck
 * @param {string} font
 * @returns {Promise<Ground>}
 */
const drawGround = async (frames, deck, font) => {
  const view = viewOfBox(frames.box, ACROSS, DOWN);
  const where = placed(frames.origin, { view, width: ACROSS, height: DOWN, ratio: RATIO });
  const { canvas, pen } = makeSheet(ACROSS, DOWN, RATIO, deck.paper);
  pen.setTransform(where.scale, 0, 0, where.scale, where.left, where.top);
  for (const layer of deck.layers) {
    if (typeof layer.data !== "string") continue;
    drawLayer(pen, layer, await pathOf(frames, layer.data), where);
  }
  return { canvas, names: drawNames(frames, deck, font, view.zoom, where), where };
};

/** @param {Frames} frames @param {string} data The address of a layer's file. */
const pathOf = async (frames, data) => {
  const path = new Path2D();
  for (const { geometry } of await piecesOf(data)) {
    const { type, coordinates } = geometry;
    for (const part of type === "Polygon" ? coordinates : [coordinates]) frames.trace(path, part);
  }
  return path;
};

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./deck.js").Layer} layer
 * @param {Path2D} path
 * @param {Placement} where
 */
const drawLayer = (pen, { getFillColor, getLineColor, getLineWidth = 1, getDashArray = [] }, path, where) => {
  if (getFillColor) {
    pen.fillStyle = cssColor(getFillColor);
    pen.fill(path, "evenodd");
    return;
  }
  const width = (getLineWidth * 0.7 * where.ratio) / where.scale;
  pen.setLineDash(getDashArray.map((dash) => dash * width));
  pen.strokeStyle = cssColor(getLineColor ?? [0, 0, 0]);
  pen.lineWidth = width;
  pen.stroke(path);
};

/**
 * The bigger towns; a name that the map's edge would cut off is left out.
 *
 * @param {Frames} frames
 * @param {Deck} deck
 * @param {string} font
 * @param {number} zoom
 * @param {Placement} where
 */
const drawNames = (frames, { ink, paper }, font, zoom, where) => {
  const { canvas, pen } = makeCanvas(ACROSS * RATIO, DOWN * RATIO);
  pen.scale(RATIO, RATIO);
  Object.assign(pen, { font: `600 14px ${font}`, textAlign: "center", lineWidth: 4, lineJoin: "round" });
  Object.assign(pen, { fillStyle: ink, strokeStyle: paper });
  const pointOf = (/** @type {import("./projection.js").Point} */ at) =>
    onCanvas(at, frames.origin, where).map((each) => each / RATIO);
  const towns = frames.places
    .filter((place) => place.whole && place.people >= BIG)
    .map((place) => ({ at: place.at, text: place.label, size: 9, rank: rankOf(place) }))
    .filter(({ at, text }) => {
      const [x, y] = pointOf(at);
      const half = pen.measureText(text).width / 2 + 2;
      return x > half && x < ACROSS - half && y > 24 && y < DOWN - 4;
    })
    .sort((a, b) => b.rank - a.rank);
  for (const { at, text } of fittingNames(towns, zoom)) {
    const [x, y] = pointOf(at);
    pen.beginPath();
    pen.arc(x, y, 3.4, 0, 2 * Math.PI);
    pen.fill();
    pen.strokeText(text, x, y - 8);
    pen.fillText(text, x, y - 8);
  }
  return canvas;
};

/**
 * What the tints, hatchings and lines of the small maps mean, in one row.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Write} write
 * @param {Look[]} looks
 * @param {number} y
 */
const drawKeys = (pen, write, looks, y) => {
  let left = MARGIN;
  for (const look of looks.filter(({ id }) => KEYS[id])) {
    const words = KEYS[look.id];
    pen.save();
    pen.strokeStyle = cssColor(look.color);
    if (look.width) {
      pen.lineWidth = look.width;
      pen.setLineDash(look.dash.map((each) => each * look.width));
      pen.beginPath();
      pen.moveTo(left, y);
      pen.lineTo(left + 44, y);
      pen.stroke();
    } else {
      pen.fillStyle = inkOf(pen, look, { scale: RATIO, ratio: RATIO, left: 0, top: 0 });
      pen.fillRect(left, y - 14, 44, 28);
      pen.lineWidth = 0.7;
      pen.strokeRect(left, y - 14, 44, 28);
    }
    pen.restore();
    write(words, left + 54, y + 6, 19);
    left += 54 + pen.measureText(words).width + 36;
  }
};
