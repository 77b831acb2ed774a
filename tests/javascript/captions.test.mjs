// Lines that fit: a letter is ten pixels wide here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf } from "../../assets/captions.js";

const pen = { measureText: (/** @type {string} */ text) => ({ width: 10 * text.length }) };

test("words fill a line up to its very end", () => {
  assert.deepEqual(linesOf(pen, "one two three", 70), ["one two", "three"]);
  assert.deepEqual(linesOf(pen, "one two three", 69), ["one", "two", "three"]);
  assert.deepEqual(linesOf(pen, "one two three", 130), ["one two three"]);
});

test("space between words is one space, an empty text has no line", () => {
  assert.deepEqual(linesOf(pen, "  one\n two ", 100), ["one two"]);
  assert.deepEqual(linesOf(pen, " ", 100), []);
});

test("a word that is longer than a line breaks anywhere, and loses no letter", () => {
  assert.deepEqual(linesOf(pen, "abcdefghij", 50), ["abcde", "fghij"]);
  const address = "http://127.0.0.1/front?day=2023-03-08&at=Klishchiivka";
  const lines = linesOf(pen, `see ${address} there`, 200);
  assert.equal(lines.join("").replace("see", "").replace("there", "").trim(), address);
  assert.ok(lines.every((line) => line.length <= 20));
  assert.equal(lines[0], "see");
});
