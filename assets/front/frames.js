// The days as they are sent once: areas and lines by day, places with their states, phases, measures.
import { lastUpTo, Shapes } from "./shapes.js";
import { dayInWords } from "./words.js";

/** @typedef {import("./sides.js").Side} Side */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {import("./shapes.js").Measures} Measures */
/** @typedef {[iso: string, controller: Side, confidence: string, source: string]} Dated */
/** @typedef {{ name: string, first: number, last: number, view: number[] }} Phase View: north, east, zoom. */
/** @typedef {{ name: string, path: Point[] }} Road */
/** @typedef {"settlement" | "city part" | "landmark"} Kind */
/**
 * @typedef {{ name: string, label: string, at: Point, kind: Kind, size: number, rows: Dated[] }} SentPlace
 */
/**
 * What is sent; a list by day has an entry for each day on which something changes.
 *
 * @typedef {object} Sent
 * @property {string} first
 * @property {number} days
 * @property {number} steps How many make a degree.
 * @property {number[]} box West, south, east, north.
 * @property {Record<string, [day: number, shapes: any][]> & { measures: [day: number, Measures][] }} layers
 * @property {SentPlace[]} places
 * @property {Phase[]} phases
 * @property {Road[]} roads
 */
/** @typedef {{ iso: string, day: number, controller: Side, confidence: string, source: string }} State */
/**
 * @typedef {object} Found
 * @property {State[]} states
 * @property {boolean} whole Whether it is drawn and named for all of its town.
 * @property {number} people
 */
/** @typedef {SentPlace & Found} Place */
/** @typedef {State & { place: Place, from: Side }} Turn A change of hands. */

const DAY = 86_400_000; // milliseconds

export class Frames extends Shapes {
  /** @param {Sent} sent */
  constructor(sent) {
    super(sent);
    this.sent = sent;
    this.days = sent.days;
    this.phases = sent.phases;
    this.roads = sent.roads;
    this.start = Date.parse(`${sent.first}T00:00Z`);
    /** @type {Map<number, Turn[]>} By day. */
    this.turnsOn = new Map();
    this.places = sent.places.map((place) => this.#place(place)).sort((a, b) => a.name.localeCompare(b.name));
    this.#countPeople();
    this.byName = new Map(this.places.map((place) => [place.name, place]));
    const changes = new Set(this.places.flatMap(({ states }) => states.map((state) => state.day)));
    this.rowDays = [...changes].sort((a, b) => a - b);
    this.changeDays = [...this.turnsOn.keys()]
      .filter((day) => day > 0 && day < this.days)
      .sort((a, b) => a - b);
  }

  /** @param {number} day */
  iso(day) {
    return new Date(this.start + day * DAY).toISOString().slice(0, 10);
  }

  /** @param {number} day */
  words(day) {
    return dayInWords(this.iso(day));
  }

  /** @param {string} iso */
  index(iso) {
    return Math.round((Date.parse(`${iso}T00:00Z`) - this.start) / DAY);
  }

  /** @param {number} day */
  clamp(day) {
    return Math.min(this.days - 1, Math.max(0, day));
  }

  /**
   * The day of the change of hands before or after a day; without one, the first or the last day of all.
   *
   * @param {number} day
   * @param {1 | -1} way
   */
  changeFrom(day, way) {
    if (way > 0) return this.changeDays.find((change) => change > day) ?? this.days - 1;
    return this.changeDays.findLast((change) => change < day) ?? 0;
  }

  /**
   * The state in which a place stands on a day, and since when its holder holds it; null before the first.
   *
   * @param {Place} place
   * @param {number} day
   */
  state({ states }, day) {
    const at = lastUpTo(states, day, (state) => state.day);
    if (at < 0) return null;
    let first = at;
    while (first > 0 && states[first - 1].controller === states[at].controller) first -= 1;
    return { ...states[at], since: states[first] };
  }

  /** @param {SentPlace} sent @returns {Place} */
  #place(sent) {
    const states = sent.rows.map(([iso, controller, confidence, source]) => {
      return { iso, day: this.index(iso), controller, confidence, source };
    });
    // A town that is known by its parts is drawn and named at its centre.
    const whole = sent.kind === "settlement" || /\((city hall|centre)\)/.test(sent.name);
    const place = { ...sent, states, whole, people: sent.size };
    states.forEach((state, at) => {
      if (at === 0 || states[at - 1].controller === state.controller) return;
      const turns = this.turnsOn.get(state.day) ?? [];
      turns.push({ place, from: states[at - 1].controller, ...state });
      this.turnsOn.set(state.day, turns);
    });
    return place;
  }

  /** The people of a town that is known by its parts stand at one of these. */
  #countPeople() {
    const parts = this.places.filter(({ kind }) => kind === "city part");
    for (const part of parts) {
      const sizes = parts.filter(({ label }) => label === part.label).map(({ size }) => size);
      part.people = Math.max(...sizes);
    }
  }
}
