// Files of the fronts that are drawn, made in the browser: measures by day, and the front that documents
// imply as GeoJSON.
import { originOf } from "./drawing.js";

/** @typedef {import("./implied.js").Implied} Implied */
/** @typedef {import("./named_lines.js").NamedLine} NamedLine */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {import("./shapes.js").Steps} Steps */
/** @typedef {{ days: number, iso: (day: number) => string }} Days */
/** @typedef {{ type: "Feature", properties: Record<string, unknown>, geometry: object }} Feature */

/** @type {(keyof import("./shapes.js").Measures)[]} */
const MEASURES = ["russian_sq_km", "km_to_bakhmut", "km_to_t0504", "km_to_m03", "unknown_sq_km"];
const NOTE =
  "An estimate drawn from what documents claim, not a fact; a day uses only those published by then.";
/** @type {[layer: string, properties: Record<string, string>][]} */
const AREAS = [
  ["russia", { name: "Russian-held (estimate)", controller: "Russia" }],
  ["ukraine", { name: "Ukrainian-held (estimate)", controller: "Ukraine" }],
  ["band", { name: "The line may lie anywhere in it", area: "band" }],
  ["unknown", { name: "No claim is near: nothing is known", information: "none" }],
];

/**
 * A row for each day and front.
 *
 * @param {NamedLine[]} named
 * @param {Days} frames
 * @returns {Record<string, string | number | null>[]}
 */
export const measureRows = (named, frames) =>
  Array.from({ length: frames.days }, (_, day) => day).flatMap((day) =>
    named.flatMap(({ label, shapes }) => {
      if (!shapes) return [];
      const known = shapes.measures(day);
      const measures = MEASURES.map((key) => [key, known[key] ?? null]);
      return {
        ...{ date: frames.iso(day), line: label },
        ...Object.fromEntries(measures),
        claims_known: shapes.value("claims", day),
      };
    }),
  );

/**
 * The same with where each comes from, for a file of rows has no other place to say it.
 *
 * @param {Record<string, string | number | null>[]} rows
 */
export const withOrigin = (rows) => rows.map((row) => ({ ...row, origin: originOf() }));

/** @param {Record<string, string | number | null>[]} rows @returns {string} As RFC 4180 has it. */
export const csvOf = (rows) => {
  const cell = (/** @type {string | number | null} */ value) => {
    const text = String(value ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map(Object.values)];
  return lines.map((line) => `${line.map(cell).join(",")}\n`).join("");
};

/**
 * The front of documents on a day: areas, and the line in stretches with the claims that decide them.
 *
 * @param {Implied} implied
 * @param {number} day
 * @param {{ first_day: string, last_day: string }} span
 * @returns {Feature[]}
 */
export const dayFeatures = (implied, day, span) => {
  const areas = AREAS.flatMap(([layer, properties]) => {
    /** @type {Steps[][]} */
    const polygons = implied.value(layer, day) ?? [];
    if (!polygons.length) return [];
    const coordinates = polygons.map((rings) =>
      rings.map((steps, at) => turned(implied.points(steps), at === 0)),
    );
    return featureOf({ type: "MultiPolygon", coordinates }, { ...properties, ...span });
  });
  const line = implied.stretches(day).map(({ points, reasons }) => {
    const why = reasons.map(({ document, ...reason }) => ({ ...reason, document_id: document }));
    const properties = { name: "Front line (estimate)", line: "front", ...span, why };
    return featureOf({ type: "MultiLineString", coordinates: [points] }, properties);
  });
  return [...areas, ...line];
};

/**
 * The same for all days, each with the days from which and to which it stands.
 *
 * @param {Implied} implied
 * @param {Days} frames
 */
export const periodFeatures = (implied, frames) => {
  const layers = [...AREAS.map(([name]) => name), "stretches"];
  const signOf = (/** @type {number} */ day) => layers.map((name) => implied.which(name, day)).join(" ");
  const starts = Array.from({ length: frames.days }, (_, day) => day).filter(
    (day) => day === 0 || signOf(day) !== signOf(day - 1),
  );
  return starts.flatMap((day, at) => {
    const last = (starts[at + 1] ?? frames.days) - 1;
    return dayFeatures(implied, day, { first_day: frames.iso(day), last_day: frames.iso(last) });
  });
};

/**
 * @param {Feature[]} features
 * @param {string} line Whose they are.
 * @returns {string} A FeatureCollection that says what it is and where it comes from.
 */
export const geojsonOf = (features, line) => {
  const properties = { note: NOTE, line, from: "documents", origin: originOf() };
  return `${JSON.stringify({ type: "FeatureCollection", properties, features })}\n`;
};

/** @param {object} geometry @param {Record<string, unknown>} properties @returns {Feature} */
const featureOf = (geometry, properties) => ({ type: "Feature", properties, geometry });

/**
 * A ring counter-clockwise where it is an outline, clockwise where it is a hole (RFC 7946, 3.1.6).
 *
 * @param {Point[]} ring
 * @param {boolean} outline
 */
const turned = (ring, outline) => {
  let doubled = 0;
  ring.forEach(([x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    doubled += x * nextY - nextX * y;
  });
  return doubled > 0 === outline ? ring : [...ring].reverse();
};
