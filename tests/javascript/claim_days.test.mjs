// Claims by the days they speak for, and which of them the map shows.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  claimsWithin,
  daysTogether,
  kindOf,
  kindsOf,
  lanesOf,
  readSpan,
  spanInWords,
  stackInWords,
  stacksOf,
  writtenSpan,
} from "../../assets/front/claim_days.js";
import keepClaims, { sentClaims } from "../../assets/front/claims.js";
import { Frames } from "../../assets/front/frames.js";
import { NOTHING, pointsOf, ShownClaims } from "../../assets/front/shown_claims.js";
import { sentDays } from "./made.mjs";

/** @typedef {import("../../assets/front/map_rows.js").DayClaim} DayClaim */

const frames = new Frames(sentDays());

/** @param {Partial<DayClaim>} [change] @returns {DayClaim} */
const claim = (change = {}) => ({
  ...{ id: "c", at: [38, 48.6], side: "Russia", status: "claimed", event: "take", equal: 1, on: false },
  ...{ first: 2, last: 2, place: "Yahidne", outlet: "Post", what: "", who: "", when: "", against: "" },
  ...change,
});

/** @param {DayClaim[]} claims */
const ids = (claims) => claims.map(({ id }) => id);

test("stacks count the claims for one day by outlet, those of most claims first", () => {
  const claims = [
    claim({ equal: 2 }),
    claim({ outlet: "Gazette", equal: 3 }),
    claim({ outlet: "Gazette", first: 7, last: 7 }),
    claim({ first: 3, last: 5 }),
    claim({ first: -1, last: -1 }),
    claim({ first: 10, last: 10 }),
  ];
  const kinds = kindsOf(claims, "outlet", { Post: "#111111" });
  assert.deepEqual(
    kinds.map(({ label, color }) => [label, color]),
    [
      ["Post", "#111111"],
      ["Gazette", "#7A7A7A"],
    ],
  );
  const byDay = stacksOf(claims, kinds, 10, 1).map(({ first, last, counts, total }) => [
    first,
    last,
    counts,
    total,
  ]);
  assert.deepEqual(byDay, [
    [2, 2, [2, 3], 5],
    [7, 7, [0, 1], 1],
  ]);
  const byWeek = stacksOf(claims, kinds, 10, 7).map(({ first, last, counts }) => [first, last, counts]);
  assert.deepEqual(byWeek, [
    [0, 6, [2, 3]],
    [7, 9, [0, 1]],
  ]);
  const [stack] = stacksOf(claims, kinds, 10, 1);
  assert.equal(stackInWords(stack, kinds, frames), "3 May 2023: 5 claims (Post 2, Gazette 3)");
});

test("outlets beyond six are one kind", () => {
  const claims = ["a", "b", "c", "d", "e", "f", "g"].map((outlet, at) => claim({ outlet, equal: 9 - at }));
  assert.equal(kindsOf(claims.slice(1), "outlet", {}).length, 6);
  const kinds = kindsOf(claims, "outlet", {});
  assert.deepEqual(
    kinds.map(({ label }) => label),
    ["a", "b", "c", "d", "e", "2 other outlets"],
  );
  assert.deepEqual(
    claims.map((each) => kindOf(each, kinds)),
    [0, 1, 2, 3, 4, 5, 5],
  );
});

test("by what they say, a denial or an expectation is for no side", () => {
  const kinds = kindsOf([], "says", {});
  const found = [
    claim(),
    claim({ side: "Ukraine", status: "asserted" }),
    claim({ side: "contested" }),
    claim({ status: "denied" }),
    claim({ side: "Ukraine", status: "predicted" }),
  ].map((each) => kinds[kindOf(each, kinds)].key);
  assert.deepEqual(found, ["Russia", "Ukraine", "contested", "unsure", "unsure"]);
});

test("claims for several days lie in lanes; those beyond the lanes are counted", () => {
  const spans = [
    [0, 4],
    [1, 2],
    [3, 9],
    [-5, 1],
    [12, 14],
    [5, 6],
  ].map(([first, last], at) => claim({ id: String(at), first, last }));
  const kinds = kindsOf(spans, "outlet", {});
  const all = lanesOf([...spans, claim()], kinds, 10, 8);
  assert.deepEqual(
    all.laned.map(({ claim: { id }, lane }) => [id, lane]),
    [
      ["3", 0],
      ["0", 1],
      ["1", 2],
      ["2", 0],
      ["5", 1],
    ],
  );
  assert.deepEqual([all.lanes, all.beyond], [3, 0]);
  assert.equal(lanesOf(spans, kinds, 10, 2).beyond, 1);
});

test("a stack counts a week where a day could not be seen", () => {
  assert.deepEqual(
    [880, 340].map((width) => daysTogether(width, 518)),
    [1, 7],
  );
});

test("a span takes the claims that speak for any of its days", () => {
  const claims = [
    claim({ id: "a", first: 0, last: 3 }),
    claim({ id: "b" }),
    claim({ id: "c", first: 4, last: 4 }),
  ];
  assert.deepEqual(ids(claimsWithin(claims, [3, 4])), ["a", "c"]);
  assert.deepEqual(ids(claimsWithin(claims, [2, 2])), ["a", "b"]);
});

test("a span stands in the address and is read from it", () => {
  assert.equal(writtenSpan([2, 4], frames), "2023-05-03..2023-05-05");
  assert.equal(writtenSpan(null, frames), "");
  assert.deepEqual(readSpan("2023-05-03..2023-05-05", frames), [2, 4]);
  assert.deepEqual(readSpan("2023-05-05..2023-05-03", frames), [2, 4]);
  for (const none of ["", "2023-05-03", "2023-05-03..2024-01-01", "now..then"])
    assert.equal(readSpan(none, frames), null, none);
  assert.equal(spanInWords([2, 4], frames), "3 May 2023 to 5 May 2023");
  assert.equal(spanInWords([2, 2], frames), "3 May 2023");
});

/** Claims as they are sent: texts by their number. */
const send = () =>
  keepClaims({
    data: {
      claims: [
        ["a", [38, 48.6], "Russia", "claimed", "take", "2023-05-03", "2023-05-03", 2, 0, 1, 2, 2, 2, 3],
        ["b", [38.004, 48.604], "Ukraine", "denied", "hold", "2023-05-04", "2023-05-06", 1, 4, 1, 2, 2, 2, 3],
        ["c", null, "Russia", "claimed", "take", "2023-05-09", "2023-05-09", 1, 5, 1, 2, 2, 2, 3],
      ],
      texts: ["Yahidne", "Post", "said", "", "Bakhmut", "Soledar"],
      note: "",
      colors: { Post: "#123456" },
    },
  });

test("the map shows the claims of its day, or of the days that are chosen", () => {
  send();
  assert.deepEqual(sentClaims.colors, { Post: "#123456" });
  const shown = new ShownClaims(frames);
  shown.take("");
  assert.deepEqual([shown.all[0].place, shown.all[0].outlet, shown.all[0].equal], ["Yahidne", "Post", 2]);
  assert.deepEqual(ids(shown.on(4)), ["b"]);
  assert.equal(shown.on(4), shown.on(4));
  shown.read({ days: "2023-05-01..2023-05-04", by: "says" });
  assert.deepEqual(ids(shown.on(9)), ["a", "b"]);
  assert.equal(shown.on(9), shown.on(4));
  assert.deepEqual(shown.written, { days: "2023-05-01..2023-05-04", by: "says" });
  shown.read({ days: "", by: "" });
  assert.deepEqual(shown.written, { days: "", by: "" });
});

test("a place that is pointed at has the claims about it, by name or within a kilometre", () => {
  send();
  const shown = new ShownClaims(frames);
  shown.take("");
  const place = shown.meant({ at: "Yahidne" });
  assert.deepEqual([place.name, ids(place.claims), place.points], ["Yahidne", ["a", "b"], [[38, 48.6]]]);
  const city = shown.meant({ at: "Bakhmut (centre)" });
  assert.deepEqual(ids(city.claims), ["b"]);
  const one = shown.meant({ open: "b" });
  assert.deepEqual([one.name, ids(one.claims), one.points], ["Bakhmut", ["b"], [[38.004, 48.604]]]);
  assert.equal(shown.meant({ at: "Nowhere" }), NOTHING);
  assert.equal(shown.meant(), NOTHING);
  assert.deepEqual(pointsOf(shown.all), [
    [38, 48.6],
    [38.004, 48.604],
  ]);
});
