// The ground of the map: of a country's roads and rivers the pieces about the front, which spares most of the
// drawing.
import { fetchJson } from "./files.js";

/** @typedef {import("./projection.js").Point} Point */
/** @typedef {{ type: string, coordinates: any }} Geometry */
/** @typedef {{ type: "Feature", properties: object, geometry: Geometry }} Feature */

/** Degrees west, south, east, north; beyond them the base map is not drawn. */
export const REGION = [36.5, 47.6, 39.5, 49.6];

/** @param {Point} point */
const isNear = ([east, north]) =>
  east > REGION[0] && east < REGION[2] && north > REGION[1] && north < REGION[3];

/**
 * The stretches of a line that lie within the region, each with the points before and after it.
 *
 * @param {Point[]} line
 * @returns {Point[][]}
 */
export const runsWithin = (line) => {
  /** @type {Point[][]} */
  const runs = [];
  /** @type {Point[] | null} */
  let run = null;
  line.forEach((point, at) => {
    if (![line[at - 1], point, line[at + 1]].some((each) => each && isNear(each))) {
      run = null;
      return;
    }
    if (!run) runs.push((run = []));
    run.push(point);
  });
  return runs.filter((each) => each.length > 1);
};

/** @param {Feature} feature @returns {Feature[]} */
const nearbyPieces = ({ geometry: { type, coordinates } }) => {
  const parts = type.startsWith("Multi") ? coordinates : [coordinates];
  const single = type.replace("Multi", "");
  const kept =
    single === "LineString"
      ? parts.flatMap(runsWithin)
      : parts.filter((/** @type {Point[][]} */ rings) => rings[0].some(isNear));
  return kept.map((/** @type {unknown} */ part) => ({
    type: "Feature",
    properties: {},
    geometry: { type: single, coordinates: part },
  }));
};

/**
 * @param {string} path Of a GeoJSON file.
 * @returns {Promise<Feature[]>} Its lines and areas within the region.
 */
export const piecesOf = async (path) => (await fetchJson(path)).features.flatMap(nearbyPieces);
