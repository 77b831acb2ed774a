// Days made up for tests: ten of them, with two towns and a part of one.

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
