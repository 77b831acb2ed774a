// What stands beside the map and follows it: the list, the timeline of claims, the phases, the words on the
// line; and what is pointed at in any of them.
import { spanInWords } from "./claim_days.js";
import { sentClaims } from "./claims.js";
import { ClaimsTimeline } from "./claims_timeline.js";
import { lineInWords } from "./line_choice.js";
import { PAPER } from "./map.js";
import { namedLines } from "./named_lines.js";
import { Panel } from "./panel.js";
import { NOTHING, pointsOf } from "./shown_claims.js";
import { sayDay } from "./shown_day.js";

/** @typedef {import("./panel.js").Pick} Pick */
/**
 * @typedef {object} Acts
 * @property {(pick: Pick) => void} choose
 * @property {(day: number) => void} go
 * @property {() => void} show Draws the map anew: something else is pointed at.
 * @property {import("./claims_timeline.js").Acts["choose"]} span
 * @property {import("./claims_timeline.js").Acts["part"]} part
 */
/**
 * @typedef {object} Now
 * @property {number} day
 * @property {string} at
 * @property {"light" | "dark" | undefined} theme
 * @property {import("./lines.js").Lines} lines
 * @property {import("./shown_claims.js").ShownClaims} claims
 * @property {import("./line_choice.js").LineChoice} choice
 * @property {{ on: boolean }} playing
 */

export class Beside {
  /** What the reader points at, on the map, in the timeline or in the list. */
  pointed = NOTHING;

  /**
   * @param {ReturnType<typeof import("./controls.js").makeControls>} controls
   * @param {import("./frames.js").Frames} frames
   * @param {Acts} acts
   */
  constructor(controls, frames, acts) {
    this.controls = controls;
    this.frames = frames;
    this.acts = acts;
    /** @type {Now | undefined} */
    this.now = undefined;
    this.panel = new Panel(controls.side, frames, acts.choose, (pick) => this.pointAt(pick));
    this.timeline = new ClaimsTimeline(controls.timeline, frames, {
      choose: acts.span,
      part: acts.part,
      go: acts.go,
      point: (claims) => this.#point({ ...NOTHING, points: pointsOf(claims) }),
    });
  }

  /** @param {Now} now The day with all that is shown of it. */
  draw(now) {
    this.now = now;
    const { frames, controls, acts } = this;
    const { day, at, lines, claims: shown } = now;
    const { implied, settings } = lines;
    const named = namedLines(lines);
    sayDay({ frames, day, named, gained: settings.gained });
    frames.phases.forEach(({ first, last }, nth) => {
      controls.phases[nth].setAttribute("aria-pressed", String(first <= day && day <= last));
    });
    now.choice.say(lineInWords(settings, implied, day));
    const why = implied && { implied, chosen: lines.chosen(day) };
    const { all, bounds: claimDays, by, span } = shown;
    const { note: cut, colors } = sentClaims;
    const paper = PAPER[now.theme ?? "light"];
    const words = { span: span ? spanInWords(span, frames) : "", cut, paper };
    this.panel.draw({ day, at, claims: shown.on(day), claimDays, ...words, go: acts.go, why, named });
    if (now.playing.on) this.timeline.follow(day);
    else this.timeline.show({ claims: all, colors, by, span, day });
  }

  /** @param {Pick | undefined} pick What lies under the pointer, or has the focus. */
  pointAt(pick) {
    const meant = this.now?.claims.meant(pick) ?? NOTHING;
    if (meant.name === this.pointed.name && meant.points.length === this.pointed.points.length) return;
    this.timeline.pointAt(meant.name, meant.claims);
    this.#point(meant);
  }

  end() {
    this.timeline.end();
  }

  /** @param {import("./shown_claims.js").Meant} meant */
  #point(meant) {
    this.pointed = meant;
    this.acts.show();
  }
}
