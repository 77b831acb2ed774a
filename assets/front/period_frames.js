// A file to save: the days of a period, a numbered picture each, as the map draws them.
import { dayPicture, picturedWords } from "./day_picture.js";
import { DayDrawing } from "./day_drawing.js";
import { zipOf } from "./zip.js";

/** @typedef {import("./claim_days.js").Span} Span */
/** @typedef {import("./map_rows.js").DayClaim} DayClaim */
/**
 * @typedef {object} Period
 * @property {import("./day_drawing.js").Drawing} drawing
 * @property {Span} span
 * @property {string} stem What the files' names begin with.
 * @property {(day: number) => DayClaim[]} claimsOn Those that the map shows on a day.
 * @property {Omit<import("./day_picture.js").Shown, "day">} shown
 */

export const MOST = 120; // pictures

/**
 * The days of a period that are drawn: all, or every so many, and the last.
 *
 * @param {Span} span
 * @param {number} [most]
 */
export const daysOf = ([from, to], most = MOST) => {
  const step = Math.ceil((to - from + 1) / most);
  const days = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => from + at * step);
  if (days[days.length - 1] !== to) days.splice(days.length >= most ? -1 : days.length, 1, to);
  return days;
};

/**
 * @param {number} days
 * @returns {string} How many pictures a period of so many days has.
 */
export const framesInWords = (days) => {
  const number = daysOf([0, days - 1]).length;
  const step = Math.ceil(days / MOST);
  const each = step === 1 ? "one a day" : `one every ${step} days`;
  return `${number} ${number === 1 ? "picture" : "pictures"}, ${each}`;
};

/**
 * @param {Period} period
 * @param {import("./progress.js").Progress} progress
 * @returns {Promise<Blob | null>} Null where the reader has ended it.
 */
export const periodFrames = async ({ drawing, span, stem, claimsOn, shown }, progress) => {
  const days = daysOf(span);
  const { frames } = drawing.lines;
  progress.begin(`${days.length} pictures are being drawn …`, days.length);
  const drawn = new DayDrawing(drawing);
  await drawn.prepare();
  // All pictures are as high as the highest: else they could not be played.
  const words = days.map((day) => picturedWords({ ...shown, day }, claimsOn(day)));
  const most = (/** @type {"head" | "foot"} */ part) => Math.max(...words.map((each) => each[part].length));
  const room = { head: most("head"), foot: most("foot") };
  const files = [];
  for (const [at, day] of days.entries()) {
    const said = `Picture ${at + 1} of ${days.length}: ${frames.words(day)}`;
    if (!(await progress.step(at, said))) return null;
    const map = drawn.draw(day, claimsOn(day));
    const picture = dayPicture(map, shown, words[at], room);
    const blob = await new Promise((/** @type {BlobCallback} */ resolve) => picture.toBlob(resolve));
    if (!blob) throw new Error("this browser cannot write so large a picture");
    const name = `${stem}-${String(at + 1).padStart(4, "0")}-${frames.iso(day)}.png`;
    files.push({ name, bytes: new Uint8Array(await blob.arrayBuffer()) });
  }
  return zipOf(files, new Date());
};
