// A ZIP archive of files that are compressed already, as pictures are: they are stored as they come.

const MADE_BY = 20; // version 2.0 of the format
const UTF8 = 0x0800; // names are in UTF-8
const FILE = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;

/** @type {number[]} */
const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** @param {Uint8Array} bytes @returns {number} Their CRC-32, as ZIP and PNG have it. */
export const crc32 = (bytes) => {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ CRC[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
};

/**
 * Numbers of two or four bytes, one after the other, the lowest byte first.
 *
 * @param {[value: number, bytes: 2 | 4][]} numbers
 */
const packed = (numbers) => {
  const size = numbers.reduce((sum, [, bytes]) => sum + bytes, 0);
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  for (const [value, bytes] of numbers) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
};

/** @param {Date} when @returns {[time: number, date: number]} As MS-DOS has them. */
const dosTime = (when) => [
  (when.getHours() << 11) | (when.getMinutes() << 5) | (when.getSeconds() >> 1),
  ((when.getFullYear() - 1980) << 9) | ((when.getMonth() + 1) << 5) | when.getDate(),
];

/**
 * @param {{ name: string, bytes: Uint8Array }[]} files
 * @param {Date} when
 * @returns {Blob} An archive (APPNOTE.TXT 6.3, without its extensions: below 4 GB and 65,536 files).
 */
export const zipOf = (files, when) => {
  const [time, date] = dosTime(when);
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const entries = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const label = new TextEncoder().encode(name);
    const size = bytes.length;
    /** @type {[number, 2 | 4][]} */
    const known = [
      ...[
        [MADE_BY, 2],
        [UTF8, 2],
        [0, 2],
        [time, 2],
        [date, 2],
      ],
      ...[
        [crc32(bytes), 4],
        [size, 4],
        [size, 4],
        [label.length, 2],
        [0, 2],
      ],
    ].map(([value, length]) => [value, length === 2 ? 2 : 4]);
    const head = packed([[FILE, 4], ...known]);
    parts.push(head, label, new Uint8Array(bytes));
    entries.push(
      packed([[ENTRY, 4], [MADE_BY, 2], ...known, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]),
      label,
    );
    at += head.length + label.length + size;
  }
  const long = entries.reduce((sum, entry) => sum + entry.length, 0);
  const count = files.length;
  const end = packed([
    [END, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [long, 4],
    [at, 4],
    [0, 2],
  ]);
  return new Blob([...parts, ...entries, end], { type: "application/zip" });
};
