// The estimated front of one day as a small picture; the map that moves has a page of its own.
import { boxOf } from "../component.js";
import { make, makeShape } from "../dom.js";

/** @typedef {{ path: string, kind: string }} Drawn */
/** @typedef {{ path: string, side: string, color: string }} Area */
/** @typedef {{ name: string, x: number, y: number }} Named */
/**
 * @typedef {object} Data
 * @property {number} width
 * @property {number} height
 * @property {string} alt
 * @property {string} caption
 * @property {Drawn[]} ground
 * @property {Area[]} areas
 * @property {Drawn[]} lines
 * @property {Named[]} names
 * @property {[side: string, words: string][]} legend
 */

const HATCHED = "Russia"; // the side that is told from the other without colour

/** @param {import("../component.js").Component<Data>} component */
export default function drawDayMap({ data, parentElement }) {
  const { width, height, alt, caption, ground, areas, lines, names, legend } = data;
  const picture = makeShape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": alt });
  picture.append(
    makeHatching(areas.find(({ side }) => side === HATCHED)?.color ?? "currentColor"),
    ...ground.map(({ path, kind }) => makeShape("path", { d: path, class: kind })),
    ...areas.flatMap(({ path, side, color }) => makeArea(path, side, color)),
    ...lines.map(({ path, kind }) => makeShape("path", { d: path, class: kind })),
    ...names.flatMap(({ name, x, y }) => [
      makeShape("circle", { cx: x, cy: y, r: 2.5 }),
      makeShape("text", { x: x + 6, y: y + 4 }, name),
    ]),
  );
  const keys = legend.map(([side, words]) => {
    const found = areas.find((area) => area.side === side);
    return found ? make("li", {}, makeKey(found), words) : null;
  });
  const list = make("ul", {}, ...keys);
  boxOf(parentElement).replaceChildren(
    make("figure", {}, picture, make("figcaption", {}, list, make("p", { class: "quiet" }, caption))),
  );
}

/** @param {string} path @param {string} side @param {string} color */
const makeArea = (path, side, color) => {
  const shapes = [makeShape("path", { d: path, fill: color, "fill-opacity": 0.22 })];
  if (side === HATCHED) shapes.push(makeShape("path", { d: path, fill: "url(#hatching)" }));
  return shapes;
};

/** @param {Area} area */
const makeKey = ({ side, color }) => {
  const key = makeShape("svg", { viewBox: "0 0 22 14", class: "key", "aria-hidden": "true" });
  key.append(...makeArea("M0 0H22V14H0Z", side, color));
  return key;
};

/** @param {string} color */
const makeHatching = (color) => {
  const turned = "rotate(45)";
  const tile = {
    id: "hatching",
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: turned,
  };
  const pattern = makeShape("pattern", tile);
  pattern.append(makeShape("rect", { width: 1.6, height: 7, fill: color, "fill-opacity": 0.75 }));
  return pattern;
};
