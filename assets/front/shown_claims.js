// The claims that the map shows: those of its day, or of the days that are chosen in the timeline; and those
// of a place that is pointed at.
import { claimsWithin, readSpan, writtenSpan } from "./claim_days.js";
import { sentClaims } from "./claims.js";
import { datedClaims } from "./map_rows.js";

/** @typedef {import("./claim_days.js").By} By */
/** @typedef {import("./claim_days.js").Span} Span */
/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./map_rows.js").DayClaim} DayClaim */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {{ name: string, claims: DayClaim[], points: Point[] }} Meant What is pointed at. */

const NEAR = 0.012; // degrees within which a claim is of a place: about a kilometre
/** @type {Meant} */
export const NOTHING = { name: "", claims: [], points: [] };

export class ShownClaims {
  /** @type {DayClaim[]} All that have a day. */
  all = [];
  /** @type {number[]} Days that begin or end those of a claim. */
  bounds = [];
  /** @type {Span | null} Days whose claims are shown; null for the day of the map. */
  span = null;
  /** @type {By} */
  by = "outlet";
  /** @type {{ of: unknown[], claims: DayClaim[] } | undefined} */
  #kept;

  /** @param {Frames} frames */
  constructor(frames) {
    this.frames = frames;
  }

  /** @param {string} open The claim whose evidence is open. */
  take(open) {
    const { claims, claimDays } = datedClaims(sentClaims.claims, this.frames, open);
    Object.assign(this, { all: claims, bounds: claimDays });
  }

  /** @returns What is chosen, as it stands in the address. */
  get written() {
    return { days: writtenSpan(this.span, this.frames), by: this.by === "outlet" ? "" : this.by };
  }

  /** @param {{ days: string, by: string }} written */
  read({ days, by }) {
    this.span = readSpan(days, this.frames);
    this.by = by === "says" ? "says" : "outlet";
  }

  /**
   * The claims on the map; the same list as long as they do not change.
   *
   * @param {number} day
   */
  on(day) {
    const [from, to] = this.span ?? [day, day];
    const of = [this.all, from, to];
    if (this.#kept && of.every((each, at) => each === this.#kept?.of[at])) return this.#kept.claims;
    const claims = claimsWithin(this.all, [from, to]);
    this.#kept = { of, claims };
    return claims;
  }

  /**
   * What is pointed at: a place of the reference or that of a claim, with the claims about it.
   *
   * @param {{ at?: string, open?: string }} [pick]
   * @returns {Meant}
   */
  meant({ at, open } = {}) {
    const place = at ? this.frames.byName.get(at) : undefined;
    if (place) {
      const names = [place.name, place.label];
      const claims = this.all.filter((claim) => names.includes(claim.place) || isNear(claim.at, place.at));
      return { name: place.name, claims, points: [place.at] };
    }
    const claim = open ? this.all.find(({ id }) => id === open) : undefined;
    if (!claim) return NOTHING;
    const claims = this.all.filter((each) => each.place === claim.place);
    return { name: claim.place, claims, points: pointsOf([claim]) };
  }
}

/** @param {DayClaim[]} claims @returns {Point[]} Where they lie, each place once. */
export const pointsOf = (claims) => {
  const points = new Map(claims.flatMap(({ at }) => (at ? [[at.join(" "), at]] : [])));
  return [...points.values()];
};

/** @param {Point | null} one @param {Point} other */
const isNear = (one, other) => one !== null && Math.hypot(one[0] - other[0], one[1] - other[1]) < NEAR;
