// The list beside the map: all that the canvas shows, for keyboard and screen reader.
import { elementOf } from "../component.js";
import { make, makeButton } from "../dom.js";
import { lastUpTo } from "./frames.js";
import { hollowMark, solidMark } from "./marks.js";
import { SIDES, sureOf } from "./sides.js";
import { certaintyOf, dayInWords, reportedBy, stateInWords } from "./words.js";

/** @typedef {import("../dom.js").Child} Child */
/** @typedef {import("./frames.js").Place} Place */
/** @typedef {import("./frames.js").Turn} Turn */
/** @typedef {import("./map_rows.js").DayClaim} DayClaim */
/** @typedef {import("./projection.js").Point} Point */
/**
 * @typedef {{ at?: string, open?: string, near?: Point | null }} Pick A place, or a claim and where it lies.
 */
/** @typedef {ReturnType<import("./frames.js").Frames["state"]>} PlaceState */
/**
 * What a list of the day needs to know.
 *
 * @typedef {object} Now
 * @property {number} day
 * @property {DayClaim[]} claims
 * @property {number[]} claimDays Those with any claim.
 * @property {string} cut Which claims are left out, "" for none.
 * @property {string} at The place that is chosen.
 * @property {string} paper Behind marks.
 * @property {(day: number) => void} go
 */
/**
 * @typedef {object} Row
 * @property {string} id
 * @property {Child} mark
 * @property {string} what
 * @property {string} who
 * @property {string} [when]
 * @property {boolean} [pressed]
 * @property {() => void} press
 */

const NEVER = Number.MIN_SAFE_INTEGER; // a day before all that is known
const MARGIN = 40; // pixels above a row that is brought into view

export class Panel {
  find = "";

  /**
   * @param {HTMLElement} place
   * @param {import("./frames.js").Frames} frames
   * @param {(pick: Pick) => void} choose
   */
  constructor(place, frames, choose) {
    this.place = place;
    this.frames = frames;
    this.choose = choose;
  }

  /** @param {Now} now */
  draw(now) {
    const top = this.place.scrollTop;
    const root = /** @type {ShadowRoot} */ (this.place.getRootNode());
    const focused = /** @type {HTMLElement | null} */ (root.activeElement)?.dataset.id;
    this.place.replaceChildren(this.#changes(now), this.#claims(now), this.#settlements(now));
    this.place.scrollTop = top;
    // A redraw must not lose the reader's place in the list.
    if (focused) elementOf(this.place, focused)?.focus({ preventScroll: true });
  }

  /** Scrolls to the row of the chosen place, if there is one. */
  reveal() {
    const row = this.place.querySelector('.row[aria-pressed="true"]');
    if (!row) return;
    const [box, own] = [this.place.getBoundingClientRect(), row.getBoundingClientRect()];
    if (own.top < box.top || own.bottom > box.bottom) this.place.scrollTop += own.top - box.top - MARGIN;
  }

  /** @param {Now} now */
  #changes(now) {
    const title = "Changed hands on this day";
    const turns = this.frames.turnsOn.get(now.day) ?? [];
    if (turns.length) {
      return makeSection(title, turns.length, make("ol", {}, ...turns.map((turn) => this.#turn(turn, now))));
    }
    const { changeDays } = this.frames;
    const before = lastUpTo(changeDays, now.day, (day) => day);
    const last = before < 0 ? "" : ` The change before: ${this.frames.words(changeDays[before])}.`;
    return makeSection(title, 0, make("p", { class: "quiet" }, `No place of the reference.${last}`));
  }

  /** @param {Turn} turn @param {Now} now */
  #turn(turn, { paper, at }) {
    const { place, from, controller } = turn;
    const sides = `${SIDES[from].words} before, now ${SIDES[controller].words}`;
    return makeRow({
      id: `turn ${place.name}`,
      mark: solidMark(controller, sureOf(turn), paper),
      what: place.name,
      who: `${sides}; ${certaintyOf(turn)}. ${reportedBy(turn)}`,
      pressed: at === place.name,
      press: () => this.choose({ at: place.name }),
    });
  }

  /** @param {Now} now */
  #claims(now) {
    const title = "Documents on this day";
    const cut = now.cut && make("p", { class: "quiet" }, now.cut);
    if (now.claims.length) {
      const rows = now.claims.map((claim) => this.#claim(claim, now.paper));
      return makeSection(title, now.claims.length, cut, make("ol", {}, ...rows));
    }
    const none = make("p", { class: "quiet" }, "No claim of who holds a place speaks for this day. ");
    const [next] = [...now.claimDays].sort((a, b) => Math.abs(a - now.day) - Math.abs(b - now.day));
    if (next === undefined) return makeSection(title, 0, cut, none);
    const label = `Go to ${this.frames.words(next)}, the nearest day with claims`;
    const go = makeButton(label, () => now.go(next), { class: "link", "data-id": "nearest" });
    return makeSection(title, 0, cut, none, go);
  }

  /** @param {DayClaim} claim @param {string} paper */
  #claim({ id, side, status, what, who, against, at, on, when }, paper) {
    const contradiction = against ? `Contradicts the reference: ${against}.` : "";
    return makeRow({
      id,
      mark: hollowMark(side, status, paper),
      what,
      who: [who, contradiction, at ? "" : "Not on this map."].filter(Boolean).join(" "),
      when,
      pressed: on,
      press: () => this.choose({ open: id, near: at }),
    });
  }

  /** @param {Now} now */
  #settlements(now) {
    const { places } = this.frames;
    const field = make("input", {
      type: "search",
      "aria-label": "Find a settlement",
      placeholder: "Find a settlement",
      "data-id": "find",
    });
    field.value = this.find;
    const list = make("ol");
    const known = this.#latelyTurned(now.day);
    const fill = () => {
      const wanted = this.find.trim().toLowerCase();
      const found = known.filter(({ place }) => place.name.toLowerCase().includes(wanted));
      list.replaceChildren(...found.map(({ place, state }) => this.#settlement(place, state, now)));
    };
    field.addEventListener("input", () => {
      this.find = field.value;
      fill();
    });
    fill();
    const words = "Those that changed hands last by this day come first, the others by name.";
    const order = make("p", { class: "quiet" }, words);
    return makeSection("Settlements of the reference", places.length, order, field, list);
  }

  /**
   * All places with their states: those that changed hands last come first, the others in the order of their
   * names.
   *
   * @param {number} day
   */
  #latelyTurned(day) {
    const known = this.frames.places.map((place) => {
      const state = this.frames.state(place, day);
      const turned = state && state.since !== place.states[0] ? state.since.day : NEVER;
      return { place, state, turned };
    });
    return known.sort((a, b) => b.turned - a.turned);
  }

  /** @param {Place} place @param {PlaceState} state @param {Now} now */
  #settlement({ name, states }, state, now) {
    const pressed = now.at === name;
    const row = makeRow({
      id: `place ${name}`,
      what: name,
      mark: state ? solidMark(state.controller, sureOf(state), now.paper) : make("span"),
      who: stateInWords(state),
      pressed,
      press: () => this.choose({ at: pressed ? "" : name }),
    });
    if (!pressed) return row;
    const entries = states
      .filter(({ day }) => day <= now.day)
      .map((known) => {
        const words = `${SIDES[known.controller].words}, ${certaintyOf(known)}. ${known.source}`;
        return make("li", {}, `${dayInWords(known.iso)}: ${words}`);
      });
    const label = `What the reference knows of ${name}`;
    row.append(make("ol", { class: "history", "aria-label": label }, ...entries));
    return row;
  }
}

/** @param {string} title @param {number} count @param {...Child} content */
const makeSection = (title, count, ...content) => {
  const badge = make("span", { class: "badge" }, String(count));
  const head = make("div", { class: "head" }, make("h2", {}, title), badge);
  return make("section", { class: "group" }, head, ...content);
};

/** @param {Row} row */
const makeRow = ({ id, mark, what, who, when, pressed, press }) => {
  const said = make("span", {}, make("bdi", { class: "what" }, what), make("bdi", { class: "who" }, who));
  const parts = [mark, said, when && make("span", { class: "when" }, when)];
  return make(
    "li",
    {},
    makeButton("", press, { class: "row", "data-id": id, "aria-pressed": String(pressed) }, ...parts),
  );
};
