// The mark of an answer: a shape of its own, filled where it is given in an outlet's own voice.
import { makeShape } from "../dom.js";

/** @typedef {"circle" | "diamond" | "square" | "triangle"} AnswerShape */

const PATHS = {
  circle: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
  diamond: "M8 1.5L14.5 8L8 14.5L1.5 8z",
  square: "M3 3h10v10H3z",
  triangle: "M8 2L14.5 13.5H1.5z",
};

/**
 * @param {AnswerShape} shape
 * @param {string} color
 * @param {boolean} filled
 */
export const makeAnswerMark = (shape, color, filled) => {
  const mark = makeShape("svg", { viewBox: "0 0 16 16", class: "answer-mark", "aria-hidden": "true" });
  const look = {
    fill: filled ? color : "none",
    stroke: color,
    "stroke-width": 2,
    "stroke-linejoin": "round",
  };
  mark.append(makeShape("path", { d: PATHS[shape], ...look }));
  return mark;
};
