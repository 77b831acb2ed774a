// Names that fit. At zoom 10 a letter is 7 pixels wide and a name has 5 to spare on each side: "Bakhmut"
// takes 59.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fittingNames, rankOf } from "../../assets/front/labels.js";

const PIXEL = 360 / 524_288; // degrees east at zoom 10
const TOWN = { whole: true, label: "Soledar", people: 10_000, kind: "settlement" };

/** @param {number} right Pixels. */
const town = (right) => ({ at: [38 + right * PIXEL, 48.6], text: "Bakhmut", size: 18 });

/** @param {{ text: string }[]} rows @param {number} zoom */
const kept = (rows, zoom) =>
  fittingNames(/** @type {any} */ (rows), zoom).map((row) =>
    rows.findIndex((each) => each.text === row.text && /** @type {any} */ (each).at === row.at),
  );

test("names fit when they do not touch", () => {
  assert.deepEqual(kept([town(0), town(60)], 10), [0, 1]);
  assert.deepEqual(kept([town(0), town(58)], 10), [0]);
});

test("of names that touch the earlier one stays, and makes no room for the next but one", () => {
  assert.deepEqual(kept([town(0), town(30), town(60)], 10), [0, 2]);
});

test("a zoom nearer there is twice the room", () => {
  assert.deepEqual(kept([town(0), town(30)], 11), [0, 1]);
  assert.deepEqual(kept([town(0), town(29)], 11), [0]);
});

test("a name stands above its mark and hides no other mark", () => {
  const [named] = fittingNames([town(0)], 10);
  assert.deepEqual(named.offset, [0, -18]);
  const up = { at: [38, 48.6 + 18 * PIXEL * 0.66], text: "Opytne", size: 18 };
  assert.deepEqual(kept([up, town(0)], 10), [0]);
});

test("Bakhmut comes first, whatever else is bigger; then people count", () => {
  assert.equal(rankOf({ ...TOWN, label: "Bakhmut" }), 1e9);
  assert.equal(rankOf(TOWN), 10_000);
  assert.ok(rankOf({ ...TOWN, label: "Bakhmut" }) > rankOf({ ...TOWN, people: 1_000_000 }));
});

test("a settlement of unknown size comes before a part of a town, a part counts no people", () => {
  assert.equal(rankOf({ ...TOWN, people: 0 }), 50);
  assert.equal(rankOf({ whole: false, label: "Bakhmut", people: 70_000, kind: "city part" }), 1);
});
