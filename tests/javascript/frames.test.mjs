// The front of a day, as it follows from what is sent once.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Frames } from "../../assets/front/frames.js";
import { projected } from "../../assets/front/projection.js";
import { lastUpTo, liesWithin, withoutFrame } from "../../assets/front/shapes.js";
import { sentDays } from "./made.mjs";

const frames = new Frames(sentDays());

/** @param {Path2D | null} path */
const actsOf = (path) =>
  /** @type {import("./made.mjs").RecordedPath} */ (/** @type {unknown} */ (path)).acts;

/** @param {number[]} degrees */
const fromCorner = (degrees) => {
  const [corner, point] = [projected([37, 49]), projected(degrees)];
  return [point[0] - corner[0], point[1] - corner[1]];
};

/** @param {string} name */
const placeNamed = (name) => {
  const place = frames.byName.get(name);
  assert.ok(place);
  return place;
};

test("the entry of a day is the last that is not after it", () => {
  const found = [0, 3, 4, 5, 9].map((day) => lastUpTo([1, 4, 6], day, (each) => each));
  assert.deepEqual(found, [-1, 0, 1, 1, 2]);
  assert.equal(
    lastUpTo([], 3, () => 0),
    -1,
  );
});

test("days are counted from the first", () => {
  assert.equal(frames.iso(0), "2023-05-01");
  assert.equal(frames.index("2023-05-10"), 9);
  assert.equal(frames.words(9), "10 May 2023");
  assert.deepEqual([frames.clamp(-3), frames.clamp(4), frames.clamp(400)], [0, 4, 9]);
});

test("the line of a day is that of the last change, and the same object until the next", () => {
  assert.equal(frames.path("line", 1), null);
  const second = frames.path("line", 2);
  assert.equal(frames.path("line", 4), second);
  const points = [
    [37, 48],
    [38, 48],
    [38, 48.5],
  ].map(fromCorner);
  assert.deepEqual(actsOf(second), [
    ["move", ...points[0]],
    ["line", ...points[1]],
    ["line", ...points[2]],
  ]);
  assert.deepEqual(actsOf(frames.path("line", 5))[0], ["move", ...fromCorner([38, 48])]);
});

test("the halo is the line, an area is closed", () => {
  assert.deepEqual(actsOf(frames.path("halo", 3)), actsOf(frames.path("line", 3)));
  const acts = actsOf(frames.path("russia", 0));
  assert.equal(acts.length, 6);
  assert.deepEqual(acts[5], ["close"]);
});

test("the edge of the uncertainty leaves out the frame of the map", () => {
  const acts = actsOf(frames.path("edge", 0));
  const points = [
    [37, 48.5],
    [37.5, 48.5],
    [38, 48.5],
  ].map(fromCorner);
  assert.deepEqual(acts, [
    ["move", ...points[0]],
    ["line", ...points[1]],
    ["line", ...points[2]],
  ]);
});

test("a ring that touches the frame twice leaves two stretches", () => {
  const ring = [
    [37, 48.5],
    [38, 48.5],
    [39, 48.5],
    [39, 49],
    [38, 48.8],
    [37, 49],
    [37, 48.5],
  ];
  assert.deepEqual(withoutFrame(ring, [37, 48, 39, 49]), [ring.slice(0, 3), ring.slice(3, 6)]);
});

test("measures hold until the next", () => {
  assert.equal(frames.measures(4).russian_sq_km, 1346.3);
  assert.equal(frames.measures(5).russian_sq_km, 1358.6);
  assert.deepEqual(frames.measures(-1), {});
});

test("a point lies within a ring, but not in its hole", () => {
  /** @param {number} from @param {number} to @returns {import("../../assets/front/projection.js").Point[]} */
  const square = (from, to) => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ];
  const rings = [square(0, 9), square(3, 6)];
  assert.deepEqual(
    [1, 4, 7, 10].map((at) => liesWithin([at, at], rings)),
    [true, false, true, false],
  );
  assert.equal(liesWithin([-1, 4], rings), false);
});

test("a place lies on the side whose area covers it, from the day on which it does", () => {
  assert.equal(frames.holderAt([38.5, 48.5], 0), "Russia");
  assert.equal(frames.holderAt([37.5, 48.5], 0), null);
  assert.equal(frames.holderAt([38.5, 48.5], -1), null);
  const shipped = new Frames(
    JSON.parse(readFileSync(new URL("../../assets/front/frames.json", import.meta.url), "utf8")),
  );
  const holderOn = (/** @type {string} */ iso) => shipped.holderAt([37.9989, 48.5942], shipped.index(iso));
  assert.deepEqual([holderOn("2022-07-01"), holderOn("2023-09-01")], ["Ukraine", "Russia"]);
});

test("a place is held since its holder took it, not since the last report", () => {
  const state = frames.state(placeNamed("Yahidne"), 7);
  assert.equal(state?.confidence, "confirmed");
  assert.equal(state?.since.iso, "2023-05-03");
  assert.equal(frames.state(placeNamed("Yahidne"), 1)?.controller, "Ukraine");
});

test("a place is unknown before the first report of it", () => {
  assert.equal(frames.state(placeNamed("Bakhmut (centre)"), 2), null);
  assert.equal(frames.state(placeNamed("Bakhmut (centre)"), 3)?.controller, "contested");
});

test("only a change of holder is a change of hands", () => {
  assert.deepEqual(frames.changeDays, [2]);
  const [turn] = frames.turnsOn.get(2) ?? [];
  assert.deepEqual([turn.place.name, turn.from, turn.controller], ["Yahidne", "Ukraine", "Russia"]);
});

test("steps go to the changes of hands, and to the ends beyond them", () => {
  const found = [
    frames.changeFrom(0, 1),
    frames.changeFrom(2, 1),
    frames.changeFrom(9, -1),
    frames.changeFrom(2, -1),
  ];
  assert.deepEqual(found, [2, 9, 2, 0]);
});

test("a town that is known by its parts is drawn at its centre, with all its people", () => {
  const [centre, part] = [placeNamed("Bakhmut (centre)"), placeNamed("Bakhmut: Sobachivka")];
  assert.deepEqual([centre.whole, part.whole], [true, false]);
  assert.deepEqual([centre.people, placeNamed("Yahidne").people], [70_000, 1200]);
});
