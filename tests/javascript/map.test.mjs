// What the map is made of: the ground about the front, deck.gl's JSON, the theme, and what Python says of a
// day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runsWithin } from "../../assets/front/basemap.js";
import { revive } from "../../assets/front/deck.js";
import { Echoes } from "../../assets/front/echoes.js";
import { isDark } from "../../assets/front/theme.js";

test("of a line the stretches about the front stay, each with a point beyond", () => {
  const line = [
    [34, 48],
    [35, 48],
    [37, 48],
    [38, 48],
    [40, 48],
    [41, 48],
    [42, 48],
    [39, 49],
  ];
  assert.deepEqual(runsWithin(line), [line.slice(1, 5), line.slice(6)]);
});

test("a line that is nowhere near leaves nothing", () => {
  const far = [
    [30, 48],
    [31, 48],
    [32, 48],
  ];
  assert.deepEqual(runsWithin(far), []);
  assert.deepEqual(runsWithin([[38, 48]]), []);
});

test("deck.gl's JSON becomes what deck.gl takes", () => {
  class Dashes {
    /** @param {object} how */
    constructor(how) {
      Object.assign(this, how);
    }
  }
  const written = {
    getPosition: "@@=at",
    extensions: [{ "@@type": "Dashes", dash: true }],
    id: "roads",
    width: null,
  };
  const made = revive({ Dashes }, written);
  assert.deepEqual(made.getPosition({ at: [38, 48] }), [38, 48]);
  assert.ok(made.extensions[0] instanceof Dashes);
  assert.deepEqual({ ...made.extensions[0] }, { dash: true });
  assert.deepEqual([made.id, made.width], ["roads", null]);
});

test("a theme is dark by how its ground looks, however it is written", () => {
  for (const dark of ["#14181D", "rgb(20, 24, 29)", "#0000FF"]) assert.equal(isDark(dark), true, dark);
  for (const light of ["#FCFBF8", "rgba(252, 251, 248, 1)", "#00FF00", ""])
    assert.equal(isDark(light), false, light);
});

const shown = (/** @type {string} */ day, line = "reference") => {
  return { day, layers: "est", at: "", line, without: "", gained: "", why: "", days: "", by: "" };
};

test("what Python says first is news, said again it is not", () => {
  const echoes = new Echoes();
  assert.equal(echoes.isFirst, true);
  assert.equal(echoes.isNews(shown("2023-05-01")), true);
  assert.equal(echoes.isFirst, false);
  assert.equal(echoes.isNews(shown("2023-05-01")), false);
  assert.equal(echoes.isNews(shown("2023-05-01", "both")), true);
});

test("an echo of what the reader did is no news, and neither are those it has overtaken", () => {
  const echoes = new Echoes();
  echoes.isNews(shown("2023-05-01"));
  for (const day of ["2023-05-02", "2023-05-03", "2023-05-04"]) echoes.expect(shown(day));
  assert.equal(echoes.isNews(shown("2023-05-03")), false);
  assert.equal(echoes.isNews(shown("2023-05-02")), true);
});

test("after going back everything that Python says is news", () => {
  const echoes = new Echoes();
  echoes.isNews(shown("2023-05-01"));
  echoes.expect(shown("2023-05-02"));
  echoes.forget();
  assert.equal(echoes.isNews(shown("2023-05-01")), true);
  assert.equal(echoes.isFirst, false);
});
