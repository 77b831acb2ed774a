// The map without WebGL: how it is moved, and what lies under the pointer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LAYERS, ORIGIN, rowUnder } from "../../assets/front/plain_layers.js";
import { movedByKey, panned, zoomed } from "../../assets/front/plain_moves.js";
import { onCanvas, placed } from "../../assets/front/projection.js";
import "./made.mjs";

const VIEW = { longitude: 38, latitude: 48.6, zoom: 10 };

/** @param {import("../../assets/address.js").MapView} view */
const rounded = ({ longitude, latitude, zoom }) => [longitude.toFixed(3), latitude.toFixed(3), zoom];

test("the map goes with the hand: dragged to the right it shows what lies west", () => {
  // At zoom 10 the world is 524,288 pixels wide: 1456.36 of them are a degree of longitude.
  assert.deepEqual(rounded(panned(VIEW, 1456.36, 0)), ["37.000", "48.600", 10]);
  assert.deepEqual(rounded(panned({ ...VIEW, zoom: 11 }, -1456.36, 0)), ["38.500", "48.600", 11]);
  assert.ok(panned(VIEW, 0, 100).latitude > 48.6);
  const there = panned(VIEW, 120, -70);
  assert.deepEqual(rounded(panned(there, -120, 70)), rounded(VIEW));
});

test("a point that the map is brought nearer about stays where it is", () => {
  const near = zoomed(VIEW, 1, 200, -100);
  assert.equal(near.zoom, 11);
  const [before, after] = [VIEW, near].map((view) => panned(view, -200, 100));
  assert.deepEqual(
    [before.longitude.toFixed(6), before.latitude.toFixed(6)],
    [after.longitude.toFixed(6), after.latitude.toFixed(6)],
  );
});

test("arrows go the way they point, plus and minus bring nearer and farther, other keys do nothing", () => {
  assert.ok((movedByKey(VIEW, "ArrowRight")?.longitude ?? 0) > 38);
  assert.ok((movedByKey(VIEW, "ArrowLeft")?.longitude ?? 99) < 38);
  assert.ok((movedByKey(VIEW, "ArrowUp")?.latitude ?? 0) > 48.6);
  assert.ok((movedByKey(VIEW, "ArrowDown")?.latitude ?? 99) < 48.6);
  assert.deepEqual([movedByKey(VIEW, "+")?.zoom, movedByKey(VIEW, "-")?.zoom], [10.5, 9.5]);
  assert.equal(movedByKey(VIEW, "a"), null);
});

test("under the pointer lies the topmost mark that can be pressed", () => {
  const where = placed(ORIGIN, { view: VIEW, width: 800, height: 600, ratio: 2 });
  /** @param {string} name @param {number} east @param {number[]} [offset] */
  const row = (name, east, offset = [0, 0]) => ({ name, at: [east, 48.6], offset });
  const look = {
    getPosition: (/** @type {any} */ each) => each.at,
    getPixelOffset: (/** @type {any} */ each) => each.offset,
    getSize: 20,
    pickable: true,
  };
  const places = new LAYERS.IconLayer({ id: "places", data: [row("low", 38), row("far", 38.2)], ...look });
  const claims = new LAYERS.IconLayer({ id: "claims", data: [row("ring", 38, [0, 29])], ...look });
  const names = new LAYERS.TextLayer({ id: "names", data: [row("name", 38)], getPosition: look.getPosition });
  const under = (/** @type {number} */ x, /** @type {number} */ y, layers = [places, claims, names]) =>
    /** @type {any} */ (rowUnder(layers, x, y, 6, where))?.name;
  const [x, y] = onCanvas([38, 48.6], ORIGIN, where);
  assert.deepEqual([Math.round(x), Math.round(y)], [800, 600]);
  assert.equal(under(800, 600), "low");
  // Marks reach ten pixels of the screen, and six more count as them: thirty-two of the canvas.
  assert.equal(under(831, 600), "low");
  assert.equal(under(834, 600), undefined);
  assert.equal(under(800, 658), "ring");
  const hidden = new LAYERS.IconLayer({ ...claims.props, visible: false });
  assert.equal(under(800, 658, [places, hidden]), undefined);
});
