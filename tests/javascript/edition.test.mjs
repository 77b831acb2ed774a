// The slider of a published front, and where addresses of the dashboard lead in an edition.
import assert from "node:assert/strict";
import { test } from "node:test";

import { elsewhere } from "../../bakhmut_data/publishing/templates/address.js";
import { dateOf, numberOf, speaksFor, standing } from "../../bakhmut_data/publishing/templates/front.js";

test("what stands on a day is the last change by then, and nothing before the first", () => {
  /** @type {import("../../bakhmut_data/publishing/templates/front.js").Layer} */
  const layer = [
    [2, "a"],
    [5, "b"],
  ];
  assert.deepEqual(
    [1, 2, 4, 5, 99].map((day) => standing(layer, day)),
    ["", "a", "a", "b", "b"],
  );
});

test("days are counted from the first, over a change of the clock, and kept within the period", () => {
  assert.equal(numberOf("2022-05-01", "2023-03-09", 518), 312);
  assert.equal(dateOf("2022-05-01", 312), "2023-03-09");
  assert.equal(numberOf("2022-05-01", "2021-01-01", 518), 0);
  assert.equal(numberOf("2022-05-01", "2030-01-01", 518), 517);
  assert.ok(Number.isNaN(numberOf("2022-05-01", "no day", 518)));
});

test("a claim speaks for both ends of its days", () => {
  const claim = { first: "2023-03-06", last: "2023-03-12" };
  assert.deepEqual(
    ["2023-03-05", "2023-03-06", "2023-03-12", "2023-03-13"].map((day) => speaksFor(claim, day)),
    [false, true, true, false],
  );
});

test("evidence and documents of the dashboard have pages of their own", () => {
  const claim = "0123456789ab-f12-34.2";
  assert.equal(elsewhere(`?src=Vox&ev=${claim}`, "index.html"), `documents/0123456789ab/index.html#${claim}`);
  assert.equal(elsewhere("?doc=0123456789ab", "documents/index.html"), "documents/0123456789ab/index.html");
  assert.equal(elsewhere("?doc=0123456789ab", "front/index.html"), null);
});

test("what is no claim and no document leads nowhere", () => {
  for (const query of ["?ev=//evil.example/-f1-2", "?ev=javascript:alert(1)", "?ev=", "?doc=../../etc"]) {
    assert.equal(elsewhere(query, "documents/index.html"), null);
  }
});
