// Degrees as pixels, and how they come to lie on a canvas. At the unit zoom the world is 524,288 pixels wide.
import assert from "node:assert/strict";
import { test } from "node:test";
import { latitudeAt, onCanvas, placed, projected, viewOfBox } from "../../assets/front/projection.js";

/** @param {number[]} found @param {number[]} wanted @param {number} [within] */
const near = (found, wanted, within = 0.001) =>
  wanted.forEach((value, at) => assert.ok(Math.abs(found[at] - value) < within, `${found} is not ${wanted}`));

test("the world's middle and its corners lie where Web Mercator has them", () => {
  near(projected([0, 0]), [262_144, 262_144]);
  near(projected([-180, 85.0511287798]), [0, 0]);
  near(projected([180, -85.0511287798]), [524_288, 524_288]);
});

test("north is up and east is right", () => {
  const [x, y] = projected([38, 48.6]);
  assert.ok(projected([38, 48.7])[1] < y);
  assert.ok(projected([38.1, 48.6])[0] > x);
});

test("Bakhmut's latitude stretches degrees of north by half", () => {
  // 1 / cos 48.595° = 1.512
  const [east] = [projected([38.01, 48.595])[0] - projected([38, 48.595])[0]];
  const north = projected([38, 48.59])[1] - projected([38, 48.6])[1];
  near([north / east], [1.512]);
});

test("a latitude is read back from its pixels", () => {
  for (const north of [-60, 0, 48.5942, 70]) near([latitudeAt(projected([0, north])[1])], [north], 1e-9);
});

test("what is in the middle of the view lies in the middle of the canvas", () => {
  const view = { longitude: 38, latitude: 48.6, zoom: 11 };
  const origin = projected([37.4, 48.95]);
  const where = placed(origin, { view, width: 800, height: 600, ratio: 2 });
  assert.equal(where.scale, 4);
  near(onCanvas([38, 48.6], origin, where), [800, 600]);
  // A degree is 524,288 / 360 pixels at the unit zoom, twice that a zoom nearer, and twice again on a fine
  // screen.
  near(onCanvas([39, 48.6], origin, where), [800 + (4 * 524_288) / 360, 600]);
  near(onCanvas([37.4, 48.95], origin, where), [where.left, where.top]);
});

test("a box that is as wide as it is high just fits by its height, which Mercator stretches", () => {
  // ln tan 50° = 0.175426; twice that share of a turn is 29,275.8 of the world's pixels.
  const view = viewOfBox([-10, -10, 10, 10], 500, 500);
  near([view.longitude, view.latitude, view.zoom], [0, 0, 10 - Math.log2(29_275.8 / 500)]);
});

test("a broad box fits by its width", () => {
  const view = viewOfBox([0, -1, 36, 1], 512, 512);
  near([view.longitude, view.latitude, view.zoom], [18, 0, 10 - Math.log2(52_428.8 / 512)]);
});
