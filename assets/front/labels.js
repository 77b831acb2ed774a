// Which names of places stand on the map: those that fit without touching, the biggest places first.
import { projected, UNIT_ZOOM } from "./projection.js";

/** @typedef {import("./projection.js").Point} Point */
/** @typedef {{ at: Point, text: string, size: number }} Name Of a place whose mark is `size` pixels wide. */

const LETTER = 3.5; // half the pixels of a letter
const EDGE = 5;

/**
 * How early a place gets its name: Bakhmut first, whatever else is bigger; then by people.
 *
 * @param {{ whole: boolean, label: string, people: number, kind: string }} place
 */
export const rankOf = ({ whole, label, people, kind }) => {
  if (whole && label === "Bakhmut") return 1e9;
  return (whole && people) || (kind === "settlement" ? 50 : 1);
};

/**
 * The names that fit at a zoom, each with its place above its mark; earlier ones go before later ones.
 *
 * @template {Name} Row
 * @param {Row[]} rows
 * @param {number} zoom
 */
export const fittingNames = (rows, zoom) => {
  const scale = 2 ** (zoom - UNIT_ZOOM);
  /** @type {number[][]} Left, top, right and bottom of what is taken. */
  const taken = [];
  const kept = [];
  for (const row of rows) {
    const [x, y] = projected(row.at).map((each) => each * scale);
    const half = row.text.length * LETTER + EDGE;
    const radius = row.size / 2;
    const lift = radius + 9;
    const box = [x - half, y - lift - 9, x + half, y - lift + 8];
    if (taken.some((other) => touch(box, other))) continue;
    taken.push(box, [x - radius, y - radius, x + radius, y + radius]);
    kept.push({ ...row, offset: [0, -lift] });
  }
  return kept;
};

/** @param {number[]} box @param {number[]} other */
const touch = ([left, top, right, bottom], [otherLeft, otherTop, otherRight, otherBottom]) =>
  left < otherRight && otherLeft < right && top < otherBottom && otherTop < bottom;
