// Days made up for tests: ten of them, with two towns and a part of one.

import { Implied } from "../../assets/front/implied.js";

/** What a path was asked to do, in order. */
export class RecordedPath {
  /** @type {[act: string, x?: number, y?: number][]} */
  acts = [];

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.acts.push(["move", x, y]);
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.acts.push(["line", x, y]);
  }

  /** @param {RecordedPath} path */
  addPath(path) {
    this.acts.push(...path.acts);
  }

  closePath() {
    this.acts.push(["close"]);
  }
}

Object.assign(globalThis, { Path2D: RecordedPath });

/** @type {import("../../assets/front/frames.js").Sent} */
const SENT = {
  first: "2023-05-01",
  days: 10,
  steps: 10,
  box: [37, 48, 39, 49],
  layers: {
    russia: [[0, [[[380, 480, 10, 0, 0, 10, -10, 0, 0, -10]]]]],
    band: [[0, [[[370, 480, 0, 5, 5, 0, 5, 0]]]]],
    line: [
      [2, [[370, 480, 10, 0, 0, 5]]],
      [5, [[380, 480, 10, 0]]],
    ],
    measures: [
      [0, { russian_sq_km: 1346.3, km_to_bakhmut: 3, km_to_t0504: 2.25, km_to_m03: null }],
      [5, { russian_sq_km: 1358.6, km_to_bakhmut: 0, km_to_t0504: 0, km_to_m03: null }],
    ],
  },
  places: [
    {
      name: "Yahidne",
      label: "Yahidne",
      at: [38, 48.6],
      kind: "settlement",
      size: 1200,
      rows: [
        ["2022-02-24", "Ukraine", "confirmed", "general knowledge"],
        ["2023-05-03", "Russia", "claimed", "Wagner"],
        ["2023-05-06", "Russia", "confirmed", "a report"],
      ],
    },
    {
      name: "Bakhmut (centre)",
      label: "Bakhmut",
      at: [38, 48.5],
      kind: "city part",
      size: 100,
      rows: [["2023-05-04", "contested", "disputed", "reports, unverified"]],
    },
    {
      name: "Bakhmut: Sobachivka",
      label: "Bakhmut",
      at: [38.1, 48.5],
      kind: "city part",
      size: 70_000,
      rows: [["2023-05-02", "Ukraine", "confirmed", "a report"]],
    },
  ],
  phases: [{ name: "The fall", first: 0, last: 4, view: [48.6, 38, 11] }],
  roads: [
    {
      name: "M03",
      path: [
        [37, 48],
        [38, 48.5],
        [39, 49],
      ],
    },
  ],
};

export const sentDays = () => structuredClone(SENT);

const NO_LINE = { km_to_bakhmut: null, km_to_t0504: null, km_to_m03: null };
/** A claim that decides a stretch. */
export const REASON = {
  ...{ id: "d-c1-2", place: "Yahidne", event: "take", side: "Russia", speaker: "Ms Petrenko" },
  ...{ outlet: "Post", document: "d", date: "2023-05-03" },
};

/**
 * The front of documents: it stands from the second day on.
 *
 * @param {number[]} line The only line, in tenths of a degree.
 * @param {number} claims
 */
export const implied = (line, claims = 3) =>
  new Implied(
    {
      steps: 10,
      layers: {
        russia: [[1, [[[380, 480, 5, 0, 0, 5, -5, 0, 0, -5]]]]],
        band: [[1, [[[370, 480, 10, 0, 0, 10, -10, -10]]]]],
        unknown: [[1, [[[370, 480, 5, 0, 0, 5, -5, -5]]]]],
        line: [[1, [line]]],
        stretches: [
          [
            1,
            [
              [[380, 481, 10, 0, 0, 1], [0]],
              [[380, 489, 10, 0], []],
            ],
          ],
        ],
        contradictions: [
          [3, [["Yahidne", 0, 1]]],
          [4, []],
        ],
        claims: [
          [0, 0],
          [1, claims],
        ],
        measures: [
          [0, { ...NO_LINE, russian_sq_km: 0, unknown_sq_km: 6890 }],
          [
            1,
            { russian_sq_km: 1200.4, km_to_bakhmut: 7.5, km_to_t0504: 6, km_to_m03: 0, unknown_sq_km: 300 },
          ],
        ],
      },
      reasons: [REASON, { ...REASON, id: "other", side: "Ukraine", event: "hold" }],
      documents: { d: "A day in May" },
    },
    [37, 48, 39, 49],
  );
