// The rows of the map's layers on a day: marks of places and of claims, their names, and roads.
import { glyphOf } from "./glyphs.js";
import { fittingNames, rankOf } from "./labels.js";
import { lastUpTo } from "./shapes.js";
import { hollowIcon, solidIcon, sureOf } from "./sides.js";
import { stateInWords } from "./words.js";

/** @typedef {import("./projection.js").Point} Point */
/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./frames.js").Place} Place */
/** @typedef {Omit<import("./claims.js").Claim, "first" | "last">} Undated */
/**
 * @typedef {Undated & { first: number, last: number, on: boolean }} DayClaim With its days counted as the
 * frames'.
 */
/**
 * @typedef {object} Mark
 * @property {Point} at
 * @property {string} icon
 * @property {number} size
 * @property {number[]} offset
 * @property {string} tip
 */
/** @typedef {Mark & { pick: { at: string }, since: number }} PlaceMark */
/** @typedef {Mark & { pick: { open: string }, on: boolean }} ClaimMark */

const TOWN = 10_000; // people
const VILLAGE = 1000;
// From which zoom on marks are bigger; nearest, parts of towns have marks too.
const NEAR = [9, 10.4];
const PART_NAMES = 11.5; // the zoom from which parts of towns have names
const SMALL_NAMES = 9.8; // and that for places of fewer people than these
const SMALL = 250;
/** Marks of claims on one place stand in rings about it: how many in each, and how far it lies. */
const RINGS = [
  { room: 8, far: 29 },
  { room: 14, far: 51 },
  { room: 20, far: 73 },
];
const CHOSEN_CLAIM = 34; // pixels
const POINTED = 21; // pixels of a ring's radius

/**
 * Where the marks of claims on one place stand about it, one after the other; those beyond the rings fill the
 * last.
 *
 * @param {number} nth
 * @returns {number[]} Pixels to the right and down.
 */
export const ringOffset = (nth) => {
  let before = 0;
  let ring = 0;
  while (ring < RINGS.length - 1 && nth >= before + RINGS[ring].room) {
    before += RINGS[ring].room;
    ring += 1;
  }
  const { room, far } = RINGS[ring];
  const turn = -Math.PI / 2 + (2 * Math.PI * (nth - before)) / room;
  return [far * Math.cos(turn), far * Math.sin(turn)];
};

/**
 * The marks of the claims that have a place.
 *
 * @param {DayClaim[]} claims
 * @returns {ClaimMark[]}
 */
export const claimMarks = (claims) => {
  /** @type {Map<string, number>} How many marks a place has. */
  const met = new Map();
  return claims.flatMap(({ id, at, side, status, event, on, what, who, when }) => {
    if (!at) return [];
    const nth = met.get(at.join(" ")) ?? 0;
    met.set(at.join(" "), nth + 1);
    const offset = ringOffset(nth);
    const look = { at, icon: hollowIcon(side, status, glyphOf(event, offset)), size: 22, offset };
    return { ...look, on, pick: { open: id }, tip: `${what}\n${who}\n${when}` };
  });
};

/**
 * The claims with their days counted as the frames', and the days that begin or end those of any.
 *
 * @param {import("./claims.js").Claim[]} sent
 * @param {Pick<Frames, "index" | "days">} frames
 * @param {string} open The claim whose evidence is open.
 * @returns {{ claims: DayClaim[], claimDays: number[] }}
 */
export const datedClaims = (sent, frames, open) => {
  const claims = sent.map((claim) => {
    const days = { first: frames.index(claim.first), last: frames.index(claim.last) };
    return { ...claim, ...days, on: claim.id === open };
  });
  const bounds = new Set(claims.flatMap(({ first, last }) => [first, last]));
  return { claims, claimDays: [...bounds].filter((day) => day >= 0 && day < frames.days) };
};

/** @param {number} zoom @returns {number} How near the map is: 0, 1 or 2. */
const nearness = (zoom) => NEAR.filter((from) => zoom >= from).length;

/** @param {Place} place @param {number} near */
const markSize = ({ whole, people }, near) => {
  const usual = !whole || people < VILLAGE ? 10 : people < TOWN ? 13 : 17;
  return usual + near * 1.5;
};

/**
 * The marks of the reference on a day.
 *
 * @param {Frames} frames
 * @param {number} day
 * @param {number} near
 * @returns {PlaceMark[]}
 */
const placeMarks = (frames, day, near) =>
  frames.places.flatMap((place) => {
    const state = place.whole || near === NEAR.length ? frames.state(place, day) : null;
    if (!state) return [];
    return {
      at: place.at,
      icon: solidIcon(state.controller, sureOf(state.since)),
      size: markSize(place, near),
      offset: [0, 0],
      pick: { at: place.name },
      tip: `${place.name}\n${stateInWords(state)}`,
      since: state.since.day,
    };
  });

/**
 * The rows of all layers; those that are as before are the same objects, for an unchanged layer costs
 * nothing.
 */
export class MapRows {
  /** @type {{ key: string, rows: PlaceMark[] } | undefined} */
  #places;
  /** @type {{ step: number, rows: unknown[] } | undefined} */
  #names;
  /** @type {{ claims: DayClaim[], marks: ClaimMark[] } | undefined} */
  #claims;
  /** @type {Map<string, { written: string, rows: unknown[] }>} */
  #before = new Map();

  /** @param {Frames} frames */
  constructor(frames) {
    this.frames = frames;
    this.roadNames = frames.roads.map(({ name, path }) => {
      return { at: path[Math.floor(path.length / 2)], text: name, offset: [0, 12] };
    });
    this.ranked = frames.places
      .filter((place) => place.kind !== "landmark")
      .map((place) => ({
        at: place.at,
        text: place.label,
        size: place.people >= TOWN ? 18 : 13,
        rank: rankOf(place),
        part: !place.whole,
      }))
      .sort((a, b) => b.rank - a.rank);
  }

  /**
   * @param {number} day
   * @param {number} zoom
   * @param {DayClaim[]} claims Those of the day.
   * @param {string} at The place that is chosen, "" for none.
   * @param {Point[]} [pointed] Places that are pointed at.
   * @returns {Record<string, unknown[]>} By layer.
   */
  on(day, zoom, claims, at, pointed = []) {
    const { roads } = this.frames;
    const places = this.#placeRows(day, zoom);
    const marks = this.#marksOf(claims);
    const changed = places.filter(({ since }) => since === day);
    const chosen = [
      ...places.filter(({ pick }) => at && pick.at === at),
      ...marks.filter(({ on }) => on).map((mark) => ({ ...mark, size: CHOSEN_CLAIM })),
    ];
    const meant = pointed.map((point) => ({ at: point, size: POINTED }));
    return {
      places,
      claims: this.#same("claims", marks),
      roads,
      "roads-edge": roads,
      "road-names": this.roadNames,
      changed: this.#same("changed", ringsAbout(changed, 0.78)),
      chosen: this.#same("chosen", ringsAbout(chosen, 0.9)),
      pointed: this.#same("pointed", meant),
      names: this.#nameRows(zoom),
    };
  }

  /** @param {DayClaim[]} claims A list that is not altered. */
  #marksOf(claims) {
    if (this.#claims?.claims !== claims) this.#claims = { claims, marks: claimMarks(claims) };
    return this.#claims.marks;
  }

  /** @param {string} name @param {unknown[]} rows */
  #same(name, rows) {
    const written = JSON.stringify(rows);
    const before = this.#before.get(name);
    if (before?.written === written) return before.rows;
    this.#before.set(name, { written, rows });
    return rows;
  }

  /** @param {number} day @param {number} zoom */
  #placeRows(day, zoom) {
    const near = nearness(zoom);
    const key = `${lastUpTo(this.frames.rowDays, day, (each) => each)} ${near}`;
    if (this.#places?.key !== key) this.#places = { key, rows: placeMarks(this.frames, day, near) };
    return this.#places.rows;
  }

  /** @param {number} zoom */
  #nameRows(zoom) {
    const step = Math.round(zoom * 4) / 4;
    if (this.#names?.step === step) return this.#names.rows;
    const shown = this.ranked.filter(
      ({ part, rank }) => (zoom >= PART_NAMES || !part) && (zoom >= SMALL_NAMES || rank >= SMALL),
    );
    this.#names = { step, rows: fittingNames(shown, step) };
    return this.#names.rows;
  }
}

/** @param {Mark[]} marks @param {number} share Of a mark's width is the ring's radius. */
const ringsAbout = (marks, share) => marks.map(({ at, size }) => ({ at, size: size * share }));
