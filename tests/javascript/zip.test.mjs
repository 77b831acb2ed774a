// The archive of pictures, and which days of a period it has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { daysOf, framesInWords } from "../../assets/front/period_frames.js";
import { crc32, zipOf } from "../../assets/front/zip.js";
import "./made.mjs";

const bytesOf = (/** @type {string} */ text) => new TextEncoder().encode(text);

test("the check of bytes is that of ZIP and PNG", () => {
  assert.equal(crc32(bytesOf("123456789")), 0xcbf43926);
  assert.equal(crc32(new Uint8Array()), 0);
});

test("an archive has each file as it comes, and a list of them at its end", async () => {
  const files = [
    { name: "a.png", bytes: bytesOf("first") },
    { name: "дві.png", bytes: bytesOf("second one") },
  ];
  const archive = zipOf(files, new Date(2023, 2, 8, 12, 30, 10));
  assert.equal(archive.type, "application/zip");
  const view = new DataView(await archive.arrayBuffer());
  const read = (/** @type {number} */ at, /** @type {number} */ length) =>
    new TextDecoder().decode(new Uint8Array(view.buffer, at, length));
  assert.equal(view.getUint32(0, true), 0x04034b50);
  assert.equal(view.getUint16(6, true), 0x0800);
  assert.equal(view.getUint16(8, true), 0);
  assert.equal(view.getUint16(10, true), (12 << 11) | (30 << 5) | 5);
  assert.equal(view.getUint16(12, true), ((2023 - 1980) << 9) | (3 << 5) | 8);
  assert.equal(view.getUint32(14, true), crc32(bytesOf("first")));
  assert.deepEqual([view.getUint32(18, true), view.getUint32(22, true)], [5, 5]);
  assert.equal(read(30, 10), "a.pngfirst");
  const end = view.byteLength - 22;
  assert.equal(view.getUint32(end, true), 0x06054b50);
  assert.equal(view.getUint16(end + 10, true), 2);
  const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  assert.equal(start + size, end);
  assert.equal(view.getUint32(start, true), 0x02014b50);
  assert.equal(view.getUint32(start + 42, true), 0);
  const second = start + 46 + 5;
  assert.equal(view.getUint32(second + 42, true), 30 + 10);
  assert.equal(read(second + 46, bytesOf("дві.png").length), "дві.png");
});

test("a period has a picture for each day, a long one for every so many and its last", () => {
  assert.deepEqual(daysOf([3, 6]), [3, 4, 5, 6]);
  assert.deepEqual(daysOf([5, 5]), [5]);
  assert.deepEqual(daysOf([0, 10], 4), [0, 3, 6, 10]);
  assert.deepEqual(daysOf([0, 11], 5), [0, 3, 6, 9, 11]);
  const all = daysOf([0, 517]);
  assert.ok(all.length <= 120);
  assert.deepEqual([all[0], all[1], all[all.length - 1]], [0, 5, 517]);
  assert.equal(framesInWords(7), "7 pictures, one a day");
  assert.equal(framesInWords(518), "105 pictures, one every 5 days");
});
