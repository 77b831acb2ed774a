// Which front is drawn, from whom, and why it runs where it does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Frames } from "../../assets/front/frames.js";
import { nearestPlace, nearestStretch } from "../../assets/front/implied.js";
import { lineInWords } from "../../assets/front/line_choice.js";
import { Lines } from "../../assets/front/lines.js";
import { reasonInWords } from "../../assets/front/why.js";
import { implied, REASON, sentDays } from "./made.mjs";

const made = () => {
  const lines = new Lines(new Frames(sentDays()));
  lines.all = implied([380, 480, 10, 5]);
  lines.less = implied([370, 480, 10, 5], 1);
  return lines;
};

/** @param {Path2D | null} path */
const acts = (path) => (path ? /** @type {any} */ (path).acts : null);

test("the reference alone is drawn unless another front is chosen", () => {
  const lines = made();
  assert.equal(lines.implied, null);
  assert.equal(lines.path("line", 3), lines.frames.path("line", 3));
  for (const id of ["unknown", "implied", "left-out", "between", "stretch", "gained-russia"])
    assert.equal(lines.path(id, 3), null, id);
});

test("the front of the documents stands instead of the reference's, or beside it", () => {
  const lines = made();
  lines.settings = { ...lines.settings, line: "documents" };
  assert.equal(lines.path("line", 3), lines.all?.path("line", 3));
  assert.equal(lines.path("implied", 3), null);
  lines.settings = { ...lines.settings, line: "both" };
  assert.equal(lines.path("line", 3), lines.frames.path("line", 3));
  assert.deepEqual(acts(lines.path("implied", 3)), acts(lines.all?.path("line", 3) ?? null));
  assert.deepEqual(acts(lines.path("unknown", 3)).length, 5);
});

test("nothing of the documents is drawn while their front has not come", () => {
  const lines = made();
  lines.all = null;
  lines.settings = { ...lines.settings, line: "documents" };
  assert.equal(lines.path("line", 3), null);
});

test("without an outlet the line of all is there too, with the ground between both", () => {
  const lines = made();
  lines.settings = { ...lines.settings, line: "documents", without: "Post" };
  assert.equal(lines.implied, lines.less);
  assert.deepEqual(acts(lines.path("left-out", 3)), acts(lines.all?.path("line", 3) ?? null));
  const between = acts(lines.path("between", 3));
  const [all, less] = [lines.all, lines.less].map((each) => acts(each?.path("russia", 3) ?? null));
  assert.deepEqual(between, [...all, ...less]);
});

test("where nothing is known the band has no dots", () => {
  const lines = made();
  lines.settings = { ...lines.settings, line: "documents" };
  const [band, unknown] = ["band", "unknown"].map((id) => acts(lines.all?.path(id, 3) ?? null));
  assert.deepEqual(acts(lines.path("band", 3)), [...band, ...unknown]);
});

test("ground that was gained is what changed within so many days, cut by who has it now", () => {
  const sent = sentDays();
  sent.layers.russia.push([8, [[[370, 480, 10, 0, 0, 10, -10, 0, 0, -10]]]]);
  const lines = new Lines(new Frames(sent));
  lines.settings = { ...lines.settings, gained: 7 };
  assert.equal(lines.path("gained-russia", 6), null); // no day so long before it
  assert.equal(lines.path("gained-russia", 7), null); // nothing changed
  const [now, before] = [8, 0].map((day) => acts(new Frames(sent).path("russia", day)));
  assert.deepEqual(acts(lines.path("gained-russia", 8)), [...now, ...before]);
  assert.equal(lines.bounds("gained-russia", 8), lines.path("russia", 8));
  assert.equal(lines.bounds("russia", 8), null);
});

test("the same shape is the same object, so that it is not painted again", () => {
  const lines = made();
  lines.settings = { ...lines.settings, line: "documents", without: "Post", why: [38, 48.1] };
  for (const id of ["between", "band", "stretch"]) assert.equal(lines.path(id, 5), lines.path(id, 6), id);
});

test("stretches go from the north to the south, each with its claims", () => {
  const found = implied([370, 480]).stretches(2);
  assert.deepEqual(
    found.map(({ middle }) => middle),
    [
      [38.5, 48.9], // of two points alone
      [39, 48.1],
    ],
  );
  assert.deepEqual(
    found.map(({ reasons }) => reasons.map(({ id }) => id)),
    [[], ["d-c1-2"]],
  );
  assert.equal(nearestStretch(found, [38.2, 48.2]), 1);
  // Nearer to the line than any of its points is.
  assert.equal(nearestStretch(found, [38.5, 48.6]), 0);
  for (const [at, { middle }] of found.entries()) assert.equal(nearestStretch(found, middle), at);
  assert.equal(nearestStretch([], [38.2, 48.2]), -1);
});

test("a stretch is chosen by a point near it, and let go by another", () => {
  const lines = made();
  lines.read({ line: "documents", without: "", gained: "30", why: "48.2000,38.2000" });
  assert.equal(lines.chosen(3), 1);
  assert.deepEqual(lines.written, { line: "documents", without: "", gained: "30", why: "48.2000,38.2000" });
  lines.ask([38.3, 48.15], 3);
  assert.equal(lines.chosen(3), -1);
  assert.equal(lines.written.why, "");
  lines.ask([38.3, 48.85], 3);
  assert.equal(lines.chosen(3), 0);
});

test("contradictions are those of the day, with who says what", () => {
  const days = implied([370, 480]);
  assert.deepEqual(days.contradictions(2), []);
  const [{ place, russia, ukraine }] = days.contradictions(3);
  assert.deepEqual([place, russia.id, ukraine.id], ["Yahidne", "d-c1-2", "other"]);
  assert.deepEqual(days.contradictions(4), []);
  assert.equal(days.titleOf(russia), "A day in May");
});

test("a claim is told by its place, its event and its side", () => {
  assert.equal(reasonInWords(REASON), "Yahidne: said to be taken by Russia");
  assert.equal(
    reasonInWords({ ...REASON, event: "repel", side: "Ukraine" }),
    "Yahidne: attack beaten off by Ukraine",
  );
  assert.equal(reasonInWords({ ...REASON, event: "fight", side: "contested" }), "Yahidne: fought for");
});

test("it is said from how many claims the line follows, and when it is not here yet", () => {
  const settings = made().settings;
  assert.equal(lineInWords(settings, null, 3), "");
  assert.match(lineInWords({ ...settings, line: "both" }, null, 3), /being drawn/);
  const days = implied([370, 480], 1);
  assert.match(lineInWords({ ...settings, line: "both" }, days, 3), /from 1 claim that was known/);
  assert.match(lineInWords({ ...settings, line: "both" }, days, 0), /from no claims that were known/);
  assert.match(lineInWords({ ...settings, line: "both", without: "Post" }, days, 3), /dotted line/);
});

test("the nearest place is told by kilometres, not by degrees", () => {
  const [east, north] = [{ at: [38.12, 48.6] }, { at: [38, 48.69] }];
  assert.equal(nearestPlace([north, east], [38, 48.6]), east);
  assert.equal(nearestPlace([], [38, 48.6]), undefined);
});
