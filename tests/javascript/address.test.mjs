// What stands in the address.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  citable,
  mended,
  readArrangement,
  readMapView,
  withArrangement,
  withMapView,
  withOnly,
} from "../../assets/address.js";

const HOME = "http://127.0.0.1/front";
const BOUNDS = { region: [36.5, 47.6, 39.5, 49.6], zooms: [7.5, 14] };
/** @type {import("../../assets/address.js").Mending} */
const DAYS = { from: ["2023-05-20", "2023-03-08"], to: ["2023-03-08", "2023-05-20"] };
/** @type {import("../../assets/address.js").Mending} */
const MARS = { side: ["Mars", ""] };
const USUAL = { latitude: 48.63, longitude: 38.06, zoom: 8.9 };

test("a citation leaves out how a page is looked at, and nothing else", () => {
  const address = `${HOME}?q=killed&embed=true&tab-marks=Table&embed_options=dark_theme&src=Vox&src=CEPA`;
  assert.equal(citable(address), `${HOME}?q=killed&src=Vox&src=CEPA`);
});

test("the link of one chart is that of the view with its name, once", () => {
  assert.equal(withOnly(`${HOME}?q=a&only=claims`, "killed-people"), `${HOME}?q=a&only=killed-people`);
});

test("lists keep their arrangements apart, under one name", () => {
  const one = withArrangement(HOME, "sort", "table-marks", "5a");
  const both = withArrangement(one, "sort", "table-held", "0d");
  assert.equal(both, `${HOME}?sort=table-marks.5a&sort=table-held.0d`);
  assert.equal(readArrangement(both, "sort", "table-marks"), "5a");
  assert.equal(readArrangement(both, "sort", "table-held"), "0d");
  assert.equal(readArrangement(both, "sort", "table"), "");
});

test("a new arrangement takes the place of the one before, none leaves no trace", () => {
  const first = withArrangement(`${HOME}?q=a`, "sort", "table", "5a");
  assert.equal(withArrangement(first, "sort", "table", "5d"), `${HOME}?q=a&sort=table.5d`);
  assert.equal(withArrangement(first, "sort", "table", ""), `${HOME}?q=a`);
});

test("the view of the map is written north, east, zoom, and read back", () => {
  const view = { latitude: 48.5942, longitude: 37.9989, zoom: 11.15 };
  const address = withMapView(`${HOME}?day=2023-03-08`, view, USUAL);
  assert.equal(address, `${HOME}?day=2023-03-08&mv=48.5942%2C37.9989%2C11.15`);
  assert.deepEqual(readMapView(address, BOUNDS), view);
});

test("the usual view needs no word", () => {
  const moved = withMapView(HOME, { ...USUAL, zoom: 9 }, USUAL);
  assert.equal(withMapView(moved, { ...USUAL, latitude: 48.630_000_1 }, USUAL), HOME);
});

test("a view beyond the bounds, or one that is none, is not taken", () => {
  const bad = [
    "",
    "48.6,38",
    "48.6,38,9,1",
    "a,38,9",
    "50,38,9",
    "47,38,9",
    "48,36,9",
    "48,40,9",
    "48,38,7",
    "48,38,15",
  ];
  for (const view of bad) assert.equal(readMapView(`${HOME}?mv=${view}`, BOUNDS), null, view);
  assert.equal(readMapView(HOME, BOUNDS), null);
});

test("days that were typed the wrong way round are put in order, nonsense is taken away", () => {
  const address = `${HOME}?from=2023-05-20&to=2023-03-08&side=Mars&q=a`;
  assert.equal(mended(address, [DAYS, MARS]), `${HOME}?from=2023-03-08&to=2023-05-20&q=a`);
});

test("what has changed meanwhile is left alone", () => {
  const address = `${HOME}?from=2023-05-20&to=2023-06-01`;
  assert.equal(mended(address, [DAYS]), address);
});
