// What numbers, charts, tables and files say of the fronts that are drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { curvesInWords, extremes, stepPath, topOf } from "../../assets/front/curves.js";
import { Frames } from "../../assets/front/frames.js";
import { csvOf, dayFeatures, measureRows, periodFeatures } from "../../assets/front/line_files.js";
import { Lines } from "../../assets/front/lines.js";
import { changedRows } from "../../assets/front/measures_table.js";
import {
  inFileName,
  measuresInWords,
  namedLines,
  namesInWords,
  netChange,
  signed,
  sourcesInWords,
} from "../../assets/front/named_lines.js";
import { changeInWords } from "../../assets/front/numbers.js";
import { implied, sentDays } from "./made.mjs";

const frames = new Frames(sentDays());
const documents = implied([380, 480, 10, 5]);

/** @param {import("../../assets/front/lines.js").Which} line @param {string} [without] */
const drawn = (line, without = "") => {
  const lines = new Lines(frames);
  lines.settings = { ...lines.settings, line, without };
  lines.all = documents;
  return namedLines(lines);
};

test("the fronts that are drawn have names, that of the reference first", () => {
  assert.deepEqual(
    drawn("both").map(({ key, label }) => [key, label]),
    [
      ["reference", "Reference"],
      ["documents", "These documents"],
    ],
  );
  assert.deepEqual([drawn("reference"), drawn("documents"), drawn("both")].map(inFileName), [
    "reference",
    "documents",
    "both",
  ]);
  const [less] = drawn("documents", "Vox");
  assert.deepEqual([less.label, less.shapes], ["These documents without “Vox”", null]);
});

test("a picture's title says whose front it shows", () => {
  assert.equal(namesInWords(drawn("reference")), "the estimate from the reference");
  assert.equal(
    namesInWords(drawn("both", "Vox")),
    "the estimate from the reference; dashed, what these documents without “Vox” imply",
  );
});

test("a picture names the sources of each front that it shows", () => {
  assert.equal(
    sourcesInWords(drawn("both"), ["Vox", "Post"]),
    "Sources: the reference from dated control of settlements after the public sources that the page " +
      "lists; these documents from claims in Vox, Post.",
  );
  const many = ["a", "b", "c", "d", "e", "f", "g"];
  assert.match(sourcesInWords(drawn("documents"), many), /claims in a, b, c, d, e and 2 more\.$/);
});

test("the measures of a day name whose they are, and how much is not known", () => {
  const [reference, ours] = drawn("both");
  assert.equal(
    measuresInWords(reference, 4),
    "Reference: 1,346 km² Russian-held of 6,890 km² that are mapped; line 3.0 km from Bakhmut’s " +
      "city hall.",
  );
  assert.equal(
    measuresInWords(ours, 4),
    "These documents: 1,200 km² Russian-held of 6,890 km² that are mapped; line 7.5 km from Bakhmut’s city " +
      "hall; from 3 claims known by then; of 300 km² nothing is known.",
  );
  assert.match(measuresInWords(ours, 0), /line no line from .*from 0 claims.*6,890 km² nothing is known/);
  assert.equal(measuresInWords({ ...ours, shapes: null }, 4), "These documents: the line is being drawn.");
});

test("a net change is known where both days are", () => {
  assert.equal(Math.round(netChange(frames, 5, 1) ?? NaN), 12);
  assert.equal(netChange(frames, 5, 6), null);
  assert.deepEqual(changeInWords(documents, 1, 1), {
    number: "+1,200 km²",
    name: "Russian-held, against 1 days before",
  });
  assert.deepEqual(changeInWords(documents, 1, 7).number, "not known");
  assert.deepEqual(
    [-3.4, 0.2, 0.5, 1250].map((value) => signed(value)),
    ["−3", "±0", "+1", "+1,250"],
  );
});

test("a scale ends with the least round number that is not below any value", () => {
  assert.deepEqual(
    [[[0.2]], [[3, null]], [[4, 40.5]], [[1346]], [[620, 800.1]]].map(topOf),
    [1, 3, 50, 2000, 1000],
  );
});

test("a line of steps breaks where there is no value", () => {
  const [x, y] = [(/** @type {number} */ day) => 10 * day, (/** @type {number} */ value) => 100 - value];
  assert.equal(stepPath([1, 1, 4, null, null, 2], x, y), "M0.0 99.0H20.0V96.0H30.0M50.0 98.0H60.0");
  assert.equal(stepPath([null, null], x, y), "");
});

test("the least and the most are the first of several, and none where there is no value", () => {
  assert.deepEqual(extremes([null, 3, 1, 5, 1, 5]), { least: 2, most: 3 });
  assert.deepEqual(extremes([null]), { least: -1, most: -1 });
});

test("the charts in words speak of each front by its name", () => {
  const said = curvesInWords(drawn("both"), 5, frames);
  assert.match(said, /^Four line charts, 1 May 2023 to 10 May 2023\. Reference: /);
  assert.ok(
    said.includes(
      "Reference: Russian-held area in the box from 1,346 km² to 1,359 km², at most 1,359 km² on " +
        "6 May 2023; 1,359 km² on 6 May 2023. Distance from the line to Bakhmut’s city hall from 3.0 km to " +
        "0.0 km, least 0.0 km on 6 May 2023; 0.0 km on 6 May 2023.",
    ),
  );
  assert.ok(said.includes("These documents: Russian-held area in the box from 0 km² to 1,200 km²"));
  assert.ok(said.includes("from no line to 7.5 km, least 7.5 km on 2 May 2023"));
});

test("a file of measures has a row for each day and front", () => {
  const rows = measureRows(drawn("both", ""), frames);
  assert.equal(rows.length, 20);
  const [header, first, second] = csvOf(rows).split("\n");
  assert.equal(
    header,
    "date,line,russian_sq_km,km_to_bakhmut,km_to_t0504,km_to_m03,unknown_sq_km,claims_known",
  );
  assert.equal(first, "2023-05-01,Reference,1346.3,3,2.25,,,");
  assert.equal(second, "2023-05-01,These documents,0,,,,6890,0");
  assert.equal(csvOf([{ line: 'a, "b"' }]), 'line\n"a, ""b"""\n');
});

test("the table has the days on which a measure changes, by day and front", () => {
  const rows = changedRows(drawn("both"), frames);
  assert.deepEqual(
    rows.map(({ day, label }) => [day, label]),
    [
      [0, "Reference"],
      [0, "These documents"],
      [1, "These documents"],
      [5, "Reference"],
    ],
  );
  assert.deepEqual(rows[2].cells, ["1,200 km²", "7.5 km", "6.0 km", "0.0 km", "300 km²"]);
  assert.deepEqual(rows[0].cells, ["1,346 km²", "3.0 km", "2.3 km", "no line", "–"]);
});

test("the front of documents becomes GeoJSON: outlines counter-clockwise, the line with its claims", () => {
  const span = { first_day: "2023-05-02", last_day: "2023-05-02" };
  const [held, band, unknown, stretch] = dayFeatures(documents, 1, span);
  assert.deepEqual(held.properties, {
    ...{ name: "Russian-held (estimate)", controller: "Russia" },
    ...span,
  });
  /** @type {any} */
  const area = held.geometry;
  assert.deepEqual(area.coordinates, [
    [
      [
        [38, 48],
        [38.5, 48],
        [38.5, 48.5],
        [38, 48.5],
        [38, 48],
      ],
    ],
  ]);
  assert.deepEqual([band.properties.area, unknown.properties.information], ["band", "none"]);
  /** @type {any} */
  const { why } = stretch.properties;
  assert.deepEqual(why, []);
  assert.deepEqual(dayFeatures(documents, 0, span), []);
});

test("what stands for several days is written once, with its first and last day", () => {
  const spans = periodFeatures(documents, frames).map(({ properties }) => [
    properties.first_day,
    properties.last_day,
  ]);
  assert.deepEqual(spans[0], ["2023-05-02", "2023-05-10"]);
  assert.equal(new Set(spans.map(String)).size, 1);
});
