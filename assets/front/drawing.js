// What both saved pictures need: a sheet of paper, words on it, and where the picture comes from.
import { here } from "../address.js";
import { tablesShown } from "../captions.js";
import { makeCanvas } from "../dom.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/**
 * @typedef {{ weight?: number, width?: number, align?: CanvasTextAlign }} How Width: in which the words must
 * fit.
 */
/** @typedef {(text: string, x: number, y: number, size: number, how?: How) => void} Write */

/**
 * A canvas of so many pixels of the screen, filled with a colour.
 *
 * @param {number} width
 * @param {number} height
 * @param {number} ratio Pixels of the canvas to one of the screen.
 * @param {string} paper
 */
export const makeSheet = (width, height, ratio, paper) => {
  const { canvas, pen } = makeCanvas(Math.round(width * ratio), Math.round(height * ratio));
  pen.scale(ratio, ratio);
  pen.fillStyle = paper;
  pen.fillRect(0, 0, width, height);
  return { canvas, pen };
};

/** @param {Pen} pen @param {string} font @param {string} ink @returns {Write} */
export const writerOf = (pen, font, ink) => {
  return (text, x, y, size, { weight = 400, width, align = "left" } = {}) => {
    pen.font = `${weight} ${size}px ${font}`;
    pen.fillStyle = ink;
    pen.textAlign = align;
    pen.fillText(text, x, y, width);
  };
};

/**
 * The version of the tables and the address, which names the day of a picture that has one.
 *
 * @param {string} [day]
 */
export const originOf = (day) => {
  const address = new URL(here());
  if (day) address.searchParams.set("day", day);
  return `Bakhmut, as reported; tables of version ${tablesShown().version}; ${address.href}`;
};
