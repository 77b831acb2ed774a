// A picture to save: the map of a day as it stands, with its legend in words and where it comes from.
import { linesOf, tablesShown } from "../captions.js";
import { makeCanvas } from "../dom.js";
import { makeSheet, originOf, writerOf } from "./drawing.js";
import { measuresInWords, namesInWords, sourcesInWords } from "./named_lines.js";

/** @typedef {{ what: string, who: string }} Claim */
/** @typedef {{ head: string[], foot: string[] }} Words Lines over and under a map. */
/**
 * @typedef {object} Shown
 * @property {import("./frames.js").Frames} frames
 * @property {number} day
 * @property {import("./deck.js").Deck} deck
 * @property {string} credit
 * @property {number} width Pixels of the screen.
 * @property {string} font
 * @property {import("./named_lines.js").NamedLine[]} named The fronts that are drawn.
 * @property {string[]} outlets Of the documents.
 * @property {string} span The days whose claims are shown; "" for that of the picture.
 */

const MOST = 3; // claims that are named
const TITLE = { size: 17, line: 22, weight: 600 };
const FOOT = { size: 12, line: 16 };
const EDGE = 10;
const MARKS =
  "Hatched: estimated Russian-held; dots: uncertainty; level dashes: no claim is near. " +
  "Solid marks: reference (square Russian-held, circle " +
  "Ukrainian-held; paler: not confirmed, or unverified). Hollow marks: claims of documents.";
const LICENCE = "Tables and pictures: MIT License.";
const NO_HINDSIGHT = "The estimate uses only what was dated by this day: no hindsight.";

/**
 * The hollow marks of a day in words, each with its speaker and outlet.
 *
 * @param {Claim[]} claims
 * @param {string} [span] The days whose claims are shown; "" for that of the picture.
 */
export const claimsInWords = (claims, span = "") => {
  if (!claims.length) return "";
  const named = claims.slice(0, MOST).map(({ what, who }) => `${what}, ${who}`);
  const more = claims.length > MOST ? `; and ${claims.length - MOST} more` : "";
  return `Claims of documents for ${span || "this day"}: ${named.join("; ")}${more}.`;
};

/**
 * What is written over and under the map, in lines that fit its width.
 *
 * @param {Shown} shown
 * @param {Claim[]} claims Those that the map shows.
 * @returns {Words}
 */
export const picturedWords = ({ frames, day, credit, width, font, named, outlets, span }, claims) => {
  const { pen } = makeCanvas(1, 1);
  const broken = (/** @type {number} */ size, /** @type {number} */ weight, /** @type {string} */ text) => {
    pen.font = `${weight} ${size}px ${font}`;
    return linesOf(pen, text, width - 2 * EDGE);
  };
  const title = `The front about Bakhmut, ${frames.words(day)}: ${namesInWords(named)}; not a fact`;
  const words = [
    ...named.map((each) => measuresInWords(each, day)),
    MARKS,
    NO_HINDSIGHT,
    claimsInWords(claims, span),
    sourcesInWords(named, outlets),
    `${credit}. ${LICENCE}`,
    tablesShown().left,
    originOf(frames.iso(day)),
  ];
  return {
    head: broken(TITLE.size, TITLE.weight, title),
    foot: words.flatMap((text) => broken(FOOT.size, 400, text)),
  };
};

/**
 * @param {HTMLCanvasElement} map
 * @param {Pick<Shown, "deck" | "width" | "font">} shown
 * @param {Words} words
 * @param {{ head: number, foot: number }} [room] Lines that there is room for: at least those of the words.
 */
export const dayPicture = (map, { deck, width, font }, { head, foot }, room) => {
  const ratio = map.width / width;
  const height = map.height / ratio;
  const lines = room ?? { head: head.length, foot: foot.length };
  const top = 12 + TITLE.line * lines.head;
  const { canvas, pen } = makeSheet(width, top + height + 16 + FOOT.line * lines.foot, ratio, deck.paper);
  pen.drawImage(map, 0, top, width, height);
  const write = writerOf(pen, font, deck.ink);
  head.forEach((line, at) => write(line, EDGE, 23 + TITLE.line * at, TITLE.size, { weight: TITLE.weight }));
  foot.forEach((line, at) => write(line, EDGE, top + height + 20 + FOOT.line * at, FOOT.size));
  return canvas;
};
