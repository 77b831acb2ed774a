// The sides on the map: Russian marks are a red-orange square, Ukrainian ones a blue circle.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { looksOf } from "../../assets/front/estimate.js";
import { cssColor } from "../../assets/front/hatching.js";
import { GLYPHS, glyphOf } from "../../assets/front/glyphs.js";
import { drawHollow, drawSolid } from "../../assets/front/marks.js";
import { hollowIcon, SIDES, solidIcon, sureOf } from "../../assets/front/sides.js";
import { certaintyOf, reportedBy, stateInWords } from "../../assets/front/words.js";

/** @typedef {import("../../assets/front/sides.js").Side} Side */

const RED_ORANGE = "#D1491C";
const BLUE = "#2B78C5";
const PAPER = "#FFFFFF";
const DECKS = JSON.parse(readFileSync(new URL("../../assets/front/decks.json", import.meta.url), "utf8"));

/**
 * A pen that notes each shape with the colour it was filled or stroked with, and what it was asked for
 * besides.
 */
const recordingPen = () => {
  const noted = { acts: /** @type {string[]} */ ([]), dashes: /** @type {number[][]} */ ([]) };
  let shape = "";
  const pen = {
    fillStyle: "",
    strokeStyle: "",
    globalAlpha: 1,
    beginPath: () => (shape = ""),
    rect: () => (shape = "square"),
    arc: () => (shape = "circle"),
    moveTo: () => {},
    lineTo: () => (shape = "line"),
    closePath: () => (shape = "triangle"),
    setLineDash: (/** @type {number[]} */ dash) => noted.dashes.push(dash),
    fill: () => noted.acts.push(`fill ${shape} ${pen.fillStyle} ${pen.globalAlpha}`),
    stroke: () => noted.acts.push(`stroke ${shape} ${pen.strokeStyle}`),
  };
  return { pen: /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (pen)), noted };
};

/** @param {Side} side @param {boolean} sure */
const solid = (side, sure) => {
  const { pen, noted } = recordingPen();
  drawSolid(pen, side, sure, 32, PAPER);
  return noted.acts;
};

test("each side has its colour and its shape", () => {
  assert.deepEqual(solid("Russia", true), [`fill square ${PAPER} 1`, `fill square ${RED_ORANGE} 1`]);
  assert.deepEqual(solid("Ukraine", true), [`fill circle ${PAPER} 1`, `fill circle ${BLUE} 1`]);
  assert.deepEqual(solid("contested", true), [`fill triangle ${PAPER} 1`, "fill triangle #7A7A7A 1"]);
});

test("what is not confirmed is paler, with a rim", () => {
  assert.deepEqual(solid("Russia", false).slice(1), [
    "fill square #fff 1",
    `fill square ${RED_ORANGE} 0.5`,
    `stroke square ${RED_ORANGE}`,
  ]);
});

test("a document's mark is hollow, in the colour of the side that it says holds the place", () => {
  const { pen, noted } = recordingPen();
  drawHollow(pen, "Ukraine", "claimed", 32, PAPER);
  assert.deepEqual(noted.acts, [
    `fill circle ${PAPER}B0 1`,
    `stroke circle ${PAPER}`,
    `stroke circle ${BLUE}`,
  ]);
  assert.deepEqual(noted.dashes, [[], [11, 7], []]);
});

test("a denial is struck through", () => {
  const { pen, noted } = recordingPen();
  drawHollow(pen, "Russia", "denied", 32, PAPER);
  assert.equal(noted.acts[noted.acts.length - 1], `stroke line ${RED_ORANGE}`);
});

test("the areas of the shipped map have the colours of their sides in both themes", () => {
  for (const theme of ["light", "dark"]) {
    const looks = Object.fromEntries(looksOf(DECKS[theme]).map((look) => [look.id, look]));
    assert.deepEqual(looks.russia.color.slice(0, 3), [0xd1, 0x49, 0x1c]);
    assert.deepEqual(looks.ukraine.color.slice(0, 3), [0x2b, 0x78, 0xc5]);
    assert.equal(looks.russia.pattern, "stripes");
    assert.equal(looks.ukraine.pattern, undefined);
    assert.equal(looks.russia.width, 0);
    assert.ok(looks.line.width > 0);
  }
});

test("colours of deck.gl are those of CSS", () => {
  assert.equal(cssColor([209, 73, 28, 51]), "rgba(209, 73, 28, 0.200)");
  assert.equal(cssColor([209, 73, 28]), "rgba(209, 73, 28, 1.000)");
});

test("marks are named by side, and by what is sure or said", () => {
  assert.deepEqual([solidIcon("Russia", true), solidIcon("Ukraine", false)], ["Russia-sure", "Ukraine-said"]);
  assert.equal(hollowIcon("Russia", "denied"), "Russia-denied");
  assert.equal(hollowIcon("Russia", "hypothetical"), "Russia-predicted");
  assert.equal(SIDES.Russia.words, "Russian-held");
  assert.equal(SIDES.Ukraine.words, "Ukrainian-held");
});

test("nothing is sure that only general knowledge confirms", () => {
  const state = { iso: "2023-05-03", day: 2, controller: /** @type {Side} */ ("Russia"), source: "a report" };
  const confirmed = { ...state, confidence: "confirmed" };
  const unverified = { ...confirmed, source: "general knowledge, unverified" };
  assert.deepEqual([sureOf(confirmed), sureOf(unverified)], [true, false]);
  assert.deepEqual([certaintyOf(confirmed), certaintyOf(unverified)], ["confirmed", "unverified"]);
  assert.equal(certaintyOf({ ...state, confidence: "claimed" }), "claimed by one side");
  assert.equal(certaintyOf({ ...unverified, confidence: "disputed" }), "disputed, unverified");
  assert.equal(reportedBy(unverified), "Source: general knowledge, unverified");
  assert.equal(reportedBy(confirmed), "Reported by a report");
});

test("a state says who holds a place, since when, and how sure that is", () => {
  const since = { iso: "2023-05-03", day: 2, source: "Wagner", confidence: "claimed" };
  const held = { ...since, controller: /** @type {Side} */ ("Russia") };
  assert.equal(stateInWords({ ...held, since: held }), "Russian-held since 3 May 2023, claimed by one side");
  const bare = { ...held, source: "general knowledge, unverified", confidence: "confirmed" };
  assert.equal(stateInWords({ ...bare, since: bare }), "Russian-held since 3 May 2023, unverified");
  const early = { ...held, iso: "2022-02-24", confidence: "confirmed" };
  assert.equal(stateInWords({ ...early, since: early }), "Russian-held since before the invasion of 2022");
  assert.equal(stateInWords(null), "not known on this day");
});

test("movements are arrows to the place or away from it, attacks beaten off ticks", () => {
  const above = [0, -29];
  const right = [29, 0];
  const glyphs = [glyphOf("advance", above), glyphOf("withdraw", above), glyphOf("advance", right)];
  assert.deepEqual(glyphs, ["arrow2", "arrow6", "arrow4"]); // down, up, to the left
  assert.equal(glyphOf("advance"), "arrow2");
  assert.deepEqual(
    ["repel", "surround", "hold", "take", "fight"].map((each) => glyphOf(each)),
    ["tick", "ring", ...["", "", ""]],
  );
  for (const glyph of glyphs) assert.ok(GLYPHS.includes(glyph));
});

test("the glyph of an event has the colour of its side and no dashes", () => {
  const { pen, noted } = recordingPen();
  drawHollow(pen, "Ukraine", "claimed", 32, PAPER, "tick");
  assert.equal(noted.acts.at(-1), `stroke line ${BLUE}`);
  assert.deepEqual(noted.dashes.at(-1), []);
});
