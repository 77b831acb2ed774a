// What is drawn on a day: marks of places and claims.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Frames } from "../../assets/front/frames.js";
import { claimMarks, MapRows, ringOffset } from "../../assets/front/map_rows.js";
import { sentDays } from "./made.mjs";

/** @typedef {import("../../assets/front/map_rows.js").DayClaim} DayClaim */

/** @param {Partial<DayClaim>} [change] @returns {DayClaim} */
const claim = (change = {}) => ({
  ...{
    id: "c",
    at: [38, 48.6],
    side: "Ukraine",
    status: "claimed",
    event: "hold",
    first: 2,
    last: 4,
    on: false,
  },
  ...{ equal: 1, place: "Yahidne", outlet: "Post" },
  ...{ what: "Yahidne Ukrainian-held", who: "according to nobody", when: "3–5 May 2023", against: "" },
  ...change,
});

const rows = () => new MapRows(new Frames(sentDays()));

/** @param {unknown[]} found @param {string} name */
const each = (found, name) => found.map((row) => /** @type {any} */ (row)[name]);

/** @param {number[]} offset */
const rounded = (offset) => offset.map((pixels) => Math.round(pixels) + 0);

test("claims on one place stand in rings about it: eight, fourteen, then twenty", () => {
  assert.deepEqual([0, 2, 4, 6].map(ringOffset).map(rounded), [
    [0, -29],
    [29, 0],
    [0, 29],
    [-29, 0],
  ]);
  assert.deepEqual([8, 15, 22, 27, 32].map(ringOffset).map(rounded), [
    [0, -51],
    [0, 51],
    [0, -73],
    [73, 0],
    [0, 73],
  ]);
});

test("claims on different places begin their rings anew; one without a place has no mark", () => {
  const marks = claimMarks([claim(), claim({ at: null }), claim({ at: [38.1, 48.5] }), claim()]);
  assert.deepEqual(each(marks, "offset").map(rounded), [
    [0, -29],
    [0, -29],
    [21, -21],
  ]);
  assert.deepEqual(marks[0].pick, { open: "c" });
  assert.equal(marks[0].icon, "Ukraine-claimed");
  // The second stands to the right of its place and above it: it points to the left and down.
  const moving = claimMarks([claim(), claim({ event: "advance" }), claim({ event: "withdraw" })]);
  assert.deepEqual(each(moving, "icon").slice(1), ["Ukraine-claimed-arrow3", "Ukraine-claimed-arrow0"]);
  assert.equal(marks[0].tip, "Yahidne Ukrainian-held\naccording to nobody\n3–5 May 2023");
});

test("far away only whole towns that are known have marks; nearest, parts have them too", () => {
  assert.deepEqual(each(rows().on(2, 8.9, [], "").places, "tip"), [
    "Yahidne\nRussian-held since 3 May 2023, claimed by one side",
  ]);
  assert.deepEqual(each(rows().on(3, 8.9, [], "").places, "icon"), ["contested-said", "Russia-said"]);
  const nearest = rows().on(3, 10.4, [], "").places;
  assert.deepEqual(each(nearest, "icon"), ["contested-said", "Ukraine-sure", "Russia-said"]);
});

test("marks grow with the people of a place and with the zoom", () => {
  assert.deepEqual(each(rows().on(3, 8.9, [], "").places, "size"), [17, 13]);
  assert.deepEqual(each(rows().on(3, 9, [], "").places, "size"), [18.5, 14.5]);
  assert.deepEqual(each(rows().on(3, 10.4, [], "").places, "size"), [20, 13, 16]);
});

test("a place is ringed on the day on which it changed hands, and when it is chosen", () => {
  assert.deepEqual(rows().on(2, 8.9, [], "").changed, [{ at: [38, 48.6], size: 13 * 0.78 }]);
  assert.deepEqual(rows().on(5, 8.9, [], "").changed, []);
  assert.deepEqual(rows().on(5, 8.9, [], "Yahidne").chosen, [{ at: [38, 48.6], size: 13 * 0.9 }]);
});

test("the claim whose evidence is open is ringed too", () => {
  const { chosen } = rows().on(5, 8.9, [claim({ on: true }), claim()], "");
  assert.deepEqual(chosen, [{ at: [38, 48.6], size: 34 * 0.9 }]);
});

test("rows that are as before are the same objects, from day to day", () => {
  const made = rows();
  const [one, two] = [made.on(6, 8.9, [claim()], ""), made.on(7, 8.9, [claim()], "")];
  for (const layer of ["places", "claims", "names", "changed", "chosen", "roads", "road-names"]) {
    assert.equal(one[layer], two[layer], layer);
  }
  assert.notEqual(made.on(1, 8.9, [], "").places, two.places);
});

test("parts of towns have names only where there is room, roads have theirs in the middle", () => {
  const made = rows();
  assert.deepEqual(each(made.on(3, 9, [], "").names, "text"), ["Bakhmut", "Yahidne"]);
  assert.deepEqual(each(made.on(3, 11.5, [], "").names, "text"), ["Bakhmut", "Yahidne", "Bakhmut"]);
  assert.deepEqual(made.on(3, 9, [], "")["road-names"], [{ at: [38, 48.5], text: "M03", offset: [0, 12] }]);
});
