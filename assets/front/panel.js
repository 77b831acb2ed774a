// The list beside the map: all that the canvas shows, for keyboard and screen reader.
import { elementOf } from "../component.js";
import { make, makeButton } from "../dom.js";
import { lastUpTo } from "./shapes.js";
import { glyphOf } from "./glyphs.js";
import { hollowMark, solidMark } from "./marks.js";
import { SIDES, sureOf } from "./sides.js";
import { measuresInWords } from "./named_lines.js";
import { makeRow, makeSection, whySections } from "./why.js";
import { certaintyOf, dayInWords, reportedBy, stateInWords } from "./words.js";

/** @typedef {import("../dom.js").Child} Child */
/** @typedef {import("./frames.js").Place} Place */
/** @typedef {import("./frames.js").Turn} Turn */
/** @typedef {import("./map_rows.js").DayClaim} DayClaim */
/** @typedef {import("./projection.js").Point} Point */
/**
 * @typedef {object} Pick A place, a claim and where it lies, or a point on the line of the documents.
 * @property {string} [at]
 * @property {string} [open]
 * @property {Point | null} [near]
 * @property {Point} [point]
 */
/** @typedef {ReturnType<import("./frames.js").Frames["state"]>} PlaceState */
/**
 * What a list of the day needs to know.
 *
 * @typedef {object} Now
 * @property {number} day
 * @property {DayClaim[]} claims
 * @property {number[]} claimDays Those with any claim.
 * @property {string} span The days whose claims are shown, in words; "" for the day.
 * @property {string} cut Which claims are left out, "" for none.
 * @property {string} at The place that is chosen.
 * @property {string} paper Behind marks.
 * @property {(day: number) => void} go
 * @property {import("./why.js").Why | null} why The front of the documents, where it is drawn.
 * @property {import("./named_lines.js").NamedLine[]} named The fronts that are drawn.
 */
/**
 * The list of settlements; a row is kept as long as its `sign` stays.
 *
 * @typedef {object} Settlements
 * @property {HTMLElement} section
 * @property {HTMLElement} list
 * @property {HTMLInputElement} field
 * @property {Map<string, { sign: string, row: HTMLElement }>} rows By the names of places.
 * @property {string} key What the list was filled for.
 * @property {Now | null} now
 */

const NEVER = Number.MIN_SAFE_INTEGER; // a day before all that is known
const MARGIN = 40; // pixels above a row that is brought into view

export class Panel {
  /** @type {Now | undefined} What is drawn when the reader lets go. */
  #waiting;
  #pressed = false;
  /** @type {Settlements | undefined} */
  #kept;
  /** @type {{ key: unknown[], sections: HTMLElement[] } | undefined} */
  #told;

  /**
   * @param {HTMLElement} place
   * @param {import("./frames.js").Frames} frames
   * @param {(pick: Pick) => void} choose
   * @param {(pick?: { at?: string, open?: string }) => void} point Hears of the row under the pointer or in
   *   the focus.
   */
  constructor(place, frames, choose, point) {
    this.place = place;
    this.frames = frames;
    this.choose = choose;
    place.addEventListener("pointerdown", () => this.#hold());
    for (const kind of ["pointerover", "focusin"])
      place.addEventListener(kind, (event) => point(pickOf(event)));
    for (const kind of ["pointerleave", "focusout"]) place.addEventListener(kind, () => point());
  }

  /** @param {Now} now */
  draw(now) {
    if (this.#pressed) {
      this.#waiting = now;
      return;
    }
    const top = this.place.scrollTop;
    const root = /** @type {ShadowRoot} */ (this.place.getRootNode());
    const focused = /** @type {HTMLElement | null} */ (root.activeElement)?.dataset.id;
    const told = this.#why(now);
    const sections = [
      this.#lines(now),
      ...told,
      this.#changes(now),
      this.#claims(now),
      this.#settlements(now),
    ];
    // What stays is not moved: the reader may be in it.
    arrange(this.place, sections);
    if (top) this.place.scrollTop = top;
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

  /** Nothing is redrawn under a finger: what was pressed would be gone before it is let go. */
  #hold() {
    this.#pressed = true;
    const ended = new AbortController();
    const release = () => {
      ended.abort();
      // The click comes after the finger is let go.
      setTimeout(() => {
        this.#pressed = false;
        if (this.#waiting) this.draw(this.#waiting);
        this.#waiting = undefined;
      });
    };
    for (const end of ["pointerup", "pointercancel"])
      addEventListener(end, release, { signal: ended.signal });
  }

  /** @param {Now} now */
  #lines({ named, day }) {
    const said = named.map((each) => make("li", {}, make("bdi", {}, measuresInWords(each, day))));
    return makeSection("Front line shown", named.length, make("ol", { class: "lines" }, ...said));
  }

  /** @param {Now} now */
  #changes(now) {
    const title = "Changed hands on this day";
    const turns = this.frames.turnsOn.get(now.day) ?? [];
    if (turns.length) {
      const whose = make("p", { class: "quiet" }, "By the reference, whichever line is shown.");
      const rows = turns.map((turn) => this.#turn(turn, now));
      return makeSection(title, turns.length, whose, make("ol", {}, ...rows));
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

  /**
   * Why the line of the documents runs where it does; drawn anew only when that changes.
   *
   * @param {Now} now
   */
  #why({ day, why }) {
    if (!why) return [];
    const key = [why.implied.stretches(day), why.implied.value("contradictions", day), why.chosen];
    if (this.#told?.key.some((each, at) => each !== key[at]) ?? true)
      this.#told = { key, sections: whySections(why, day, this.frames.places, this.choose) };
    return this.#told?.sections ?? [];
  }

  /** @param {Now} now */
  #claims(now) {
    const title = now.span ? `Documents, ${now.span}` : "Documents on this day";
    const cut = now.cut && make("p", { class: "quiet" }, now.cut);
    if (now.claims.length) {
      const rows = now.claims.map((claim) => this.#claim(claim, now.paper));
      const unplaced = now.claims.filter(({ at }) => !at).length;
      const words =
        unplaced && `${unplaced} of them ${unplaced === 1 ? "names" : "name"} no place on the map.`;
      const missing = words && make("p", { class: "quiet" }, words);
      return makeSection(title, now.claims.length, cut, missing || null, make("ol", {}, ...rows));
    }
    const which = now.span ? "these days" : "this day";
    const none = make("p", { class: "quiet" }, `No claim of who holds a place speaks for ${which}. `);
    const [next] = [...now.claimDays].sort((a, b) => Math.abs(a - now.day) - Math.abs(b - now.day));
    if (next === undefined || now.span) return makeSection(title, 0, cut, none);
    const label = `Go to ${this.frames.words(next)}, the nearest day with claims`;
    const go = makeButton(label, () => now.go(next), { class: "link", "data-id": "nearest" });
    return makeSection(title, 0, cut, none, go);
  }

  /** @param {DayClaim} claim @param {string} paper */
  #claim({ id, side, status, event, what, who, against, at, on, when }, paper) {
    const contradiction = against ? `Contradicts the reference: ${against}.` : "";
    return makeRow({
      id,
      mark: hollowMark(side, status, paper, glyphOf(event)),
      what,
      who: [who, contradiction, at ? "" : "Not on this map."].filter(Boolean).join(" "),
      when,
      pressed: on,
      press: () => this.choose({ open: id, near: at }),
    });
  }

  /**
   * The long list of settlements is made once: days are played, and few of its rows change with a day.
   *
   * @param {Now} now
   */
  #settlements(now) {
    this.#kept ??= this.#makeSettlements();
    const key = [lastUpTo(this.frames.rowDays, now.day, (day) => day), now.at, now.paper].join(" ");
    if (this.#kept.key !== key) {
      Object.assign(this.#kept, { key, now });
      this.#fill(this.#kept);
    }
    return this.#kept.section;
  }

  /** @returns {Settlements} */
  #makeSettlements() {
    const field = make("input", {
      type: "search",
      "aria-label": "Find a settlement",
      placeholder: "Find a settlement",
      "data-id": "find",
    });
    const list = make("ol");
    const words = "Those that changed hands last by this day come first, the others by name.";
    const order = make("p", { class: "quiet" }, words);
    const number = this.frames.places.length;
    const section = makeSection("Settlements of the reference", number, order, field, list);
    /** @type {Settlements} */
    const made = { section, list, field, rows: new Map(), key: "", now: null };
    field.addEventListener("input", () => this.#fill(made));
    return made;
  }

  /** @param {Settlements} settlements */
  #fill({ list, field, rows, now }) {
    if (!now) return;
    const wanted = field.value.trim().toLowerCase();
    const found = this.#latelyTurned(now.day).filter(({ place }) =>
      place.name.toLowerCase().includes(wanted),
    );
    const shown = found.map(({ place, state }) => {
      const pressed = now.at === place.name;
      const sign = [stateInWords(state), state && sureOf(state), pressed && now.day, now.paper].join(" ");
      const before = rows.get(place.name);
      const row = before?.sign === sign ? before.row : this.#settlement(place, state, now);
      rows.set(place.name, { sign, row });
      return row;
    });
    arrange(list, shown);
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

/**
 * @param {Event} event
 * @returns {{ at?: string, open?: string } | undefined} The place or the claim of a row.
 */
const pickOf = ({ target }) => {
  const row = target instanceof Element ? target.closest("button.row") : null;
  const id = row?.getAttribute("data-id") ?? "";
  const place = /^(?:place|turn) (.*)$/s.exec(id);
  if (place) return { at: place[1] };
  return id && !/^(?:stretch|reason) /.test(id) ? { open: id } : undefined;
};

/**
 * Puts elements into a list in their order, and takes out all others; what stands in its place is not moved.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement[]} elements
 */
const arrange = (list, elements) => {
  const wanted = new Set(/** @type {Element[]} */ (elements));
  for (const old of [...list.children]) if (!wanted.has(old)) old.remove();
  let next = list.firstElementChild;
  for (const element of elements) {
    if (element === next) next = next.nextElementSibling;
    else list.insertBefore(element, next);
  }
};
