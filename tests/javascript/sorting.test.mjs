// In which order the rows of a table stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readSorting, sortRows, writeSorting } from "../../assets/components/sorting.js";

/** @param {import("../../assets/components/sorting.js").Value[]} values */
const rowsOf = (values) => values.map((value) => ({ cells: [["text", value]] }));

/** @param {import("../../assets/components/sorting.js").Value[]} values @param {boolean} down */
const sorted = (values, down) => sortRows(rowsOf(values), { at: 0, down }).map(({ cells }) => cells[0][1]);

test("numbers are sorted by what they are worth, not by how they are written", () => {
  assert.deepEqual(sorted([10, 9, 100], false), [9, 10, 100]);
  assert.deepEqual(sorted([10, 9, 100], true), [100, 10, 9]);
});

test("words are sorted as a reader expects, capitals among the others", () => {
  assert.deepEqual(sorted(["Wagner", "Bakhmut", "army"], false), ["army", "Bakhmut", "Wagner"]);
  assert.deepEqual(sorted(["Wagner", "Bakhmut", "army"], true), ["Wagner", "Bakhmut", "army"]);
});

test("what is unknown comes last, whichever way the rest is sorted", () => {
  assert.deepEqual(sorted([null, 2, "", 1], false), [1, 2, null, ""]);
  assert.deepEqual(sorted([null, 2, "", 1], true), [2, 1, null, ""]);
  assert.deepEqual(sorted(["", "2023-03-08", null, "2023-05-20"], true), [
    "2023-05-20",
    "2023-03-08",
    "",
    null,
  ]);
});

test("zero is known", () => {
  assert.deepEqual(sorted([null, 0, 1], false), [0, 1, null]);
});

test("a cell without a value of its own is sorted by its text", () => {
  const rows = [{ cells: [["b"]] }, { cells: [["a"]] }];
  assert.deepEqual(sortRows(rows, { at: 0, down: false }), [{ cells: [["a"]] }, { cells: [["b"]] }]);
});

test("rows stay as they come where no column is chosen, and the list itself is never changed", () => {
  const rows = rowsOf([2, 1]);
  assert.equal(sortRows(rows, { at: -1, down: false }), rows);
  sortRows(rows, { at: 0, down: false });
  assert.deepEqual(rows, rowsOf([2, 1]));
});

test("the sorting that stands in the address is read back", () => {
  for (const written of ["0a", "5d", "11a"]) assert.equal(writeSorting(readSorting(written, 12)), written);
  assert.deepEqual(readSorting("5d", 6), { at: 5, down: true });
  assert.deepEqual(readSorting("0a", 6), { at: 0, down: false });
});

test("an address that names no column sorts nothing", () => {
  for (const written of ["", "6a", "a", "5x", "-1a", "100a"]) {
    assert.deepEqual(readSorting(written, 6), { at: -1, down: false });
  }
  assert.equal(writeSorting({ at: -1, down: true }), "");
});
