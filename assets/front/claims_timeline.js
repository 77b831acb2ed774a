// The timeline of claims below the map: stacks by day, a stretch of days that narrows the map's claims, and
// links both ways between days and places.
import { make, makeButton } from "../dom.js";
import { claimsCounted, claimsWithin, countOf, kindsOf, spanInWords, stackInWords } from "./claim_days.js";
import { drawTimeline } from "./timeline_drawing.js";
import { heedKeys, heedPointer } from "./timeline_input.js";

/** @typedef {import("./claim_days.js").By} By */
/** @typedef {import("./claim_days.js").Span} Span */
/** @typedef {import("./claim_days.js").Stack} Stack */
/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./map_rows.js").DayClaim} DayClaim */
/**
 * @typedef {object} Acts
 * @property {(span: Span | null, settled: boolean) => void} choose The days whose claims the map shows; null
 *   for the day that it shows. It is settled when the reader lets go.
 * @property {(by: By) => void} part
 * @property {(day: number) => void} go
 * @property {(claims: DayClaim[]) => void} point At their places on the map; none for nothing.
 */
/**
 * @typedef {object} Now
 * @property {DayClaim[]} claims All that have a day.
 * @property {Record<string, string>} colors Of outlets.
 * @property {By} by
 * @property {Span | null} span
 * @property {number} day
 */

const TITLE = "Claims by the days they speak for";
const HOW = "Claims of who holds a place, by day";
const KEYS =
  "Arrow keys go from day to day with claims, with Shift they draw a stretch; Enter shows the day on the " +
  "map, Escape lets the stretch go.";
const OF_DAY = "day";
const OF_STRETCH = "stretch";

/** @param {string} words @param {HTMLElement} field */
const labelled = (words, field) => make("label", {}, make("span", {}, words), field);

/** @param {string | number} value @param {string} words */
const option = (value, words) => make("option", { value }, words);

export class ClaimsTimeline {
  /** @type {Now | undefined} */
  #now;
  /** @type {import("./timeline_drawing.js").Drawn | undefined} */
  #drawn;
  /** @type {unknown[]} What the drawing was made of. */
  #of = [];
  /** The number of the stack on which the keyboard stands. */
  #at = -1;
  /** Where a stretch that is being drawn began. */
  #anchor = 0;

  /** @param {HTMLElement} place @param {Frames} frames @param {Acts} acts */
  constructor(place, frames, acts) {
    this.frames = frames;
    this.acts = acts;
    this.plot = make("div", {
      class: "plot",
      tabindex: 0,
      role: "slider",
      "aria-label": HOW,
      "aria-valuemin": 0,
    });
    this.said = make("p", { class: "quiet", role: "status" });
    this.keys = make("ul", { class: "kinds" });
    this.by = make(
      "select",
      { "data-id": "by" },
      option("outlet", "outlet"),
      option("says", "what they say"),
    );
    this.by.addEventListener("change", () => acts.part(/** @type {By} */ (this.by.value)));
    this.which = make("select", { "data-id": "span" }, ...this.#presets());
    this.which.addEventListener("change", () => this.#preset(this.which.value));
    this.ends = /** @type {const} */ (["From", "To"]).map((name, at) => this.#makeEnd(name, at));
    this.all = makeButton("Only the day shown", () => acts.choose(null, true), { class: "plain-button" });
    place.replaceChildren(
      make("h2", {}, TITLE),
      make(
        "div",
        { class: "choice" },
        labelled("On the map", this.which),
        labelled("Stacked by", this.by),
        this.all,
      ),
      this.plot,
      make("div", { class: "ends" }, ...this.ends.map(({ row }) => row)),
      this.said,
      this.keys,
      make("p", { class: "quiet" }, KEYS),
    );
    this.#heed();
    this.sizes = new ResizeObserver(() => this.#redraw());
    this.sizes.observe(this.plot);
  }

  /** @param {Now} now */
  show(now) {
    this.#now = now;
    this.by.value = now.by;
    this.#redraw();
    this.#drawn?.mark(now.day, now.span);
    this.#showEnds(now);
  }

  /** @param {number} day While days are played only the day is marked. */
  follow(day) {
    if (!this.#now || this.#now.day === day) return;
    this.#now.day = day;
    this.#drawn?.mark(day, this.#now.span);
  }

  /**
   * Marks the days of what is pointed at on the map or in the list.
   *
   * @param {string} name Of the place; "" for nothing.
   * @param {DayClaim[]} claims
   */
  pointAt(name, claims) {
    this.#drawn?.point(claims);
    if (!name) this.#sayNow();
    else this.said.textContent = this.#placeInWords(name, claims);
  }

  end() {
    this.sizes.disconnect();
  }

  /** @param {string} name @param {DayClaim[]} claims */
  #placeInWords(name, claims) {
    const within = claimsWithin(claims, [0, this.frames.days - 1]);
    if (!within.length) return `${name}: no claim has a day in this time.`;
    const first = Math.max(0, Math.min(...within.map((claim) => claim.first)));
    const last = Math.min(this.frames.days - 1, Math.max(...within.map((claim) => claim.last)));
    return `${name}: ${claimsCounted(countOf(within))}, ${spanInWords([first, last], this.frames)}`;
  }

  #redraw() {
    const now = this.#now;
    const width = this.plot.clientWidth;
    if (!now || !width) return;
    const of = [now.claims, now.by, now.colors, width];
    if (this.#of.length && of.every((each, at) => each === this.#of[at])) return;
    this.#of = of;
    const kinds = kindsOf(now.claims, now.by, now.colors);
    this.#drawn = drawTimeline(now.claims, kinds, this.frames, width);
    this.#at = Math.min(this.#at, this.#drawn.stacks.length - 1);
    this.plot.replaceChildren(...this.#drawn.content);
    this.plot.setAttribute("aria-valuemax", String(Math.max(0, this.#drawn.stacks.length - 1)));
    this.#drawn.mark(now.day, now.span);
    this.keys.replaceChildren(...this.#drawn.keys());
    this.#tellValue();
  }

  /** @param {Now} now */
  #showEnds({ span, day }) {
    const last = this.frames.days - 1;
    const [from, to] = span ?? [day, day];
    [from, to].forEach((value, at) => {
      const { field, words } = this.ends[at];
      field.max = String(last);
      field.value = String(value);
      words.textContent = this.frames.words(value);
      field.setAttribute("aria-valuetext", this.frames.words(value));
    });
    this.all.hidden = !span;
    this.which.value = this.#presetOf(span);
    this.#sayNow();
  }

  #sayNow() {
    if (!this.#now) return;
    const { claims, span, day } = this.#now;
    const shown = span ?? /** @type {Span} */ ([day, day]);
    const number = claimsCounted(countOf(claimsWithin(claims, shown)));
    const words = `On the map: ${number} for ${spanInWords(shown, this.frames)}`;
    const { beyond } = this.#drawn ?? { beyond: 0 };
    const more = beyond ? `; ${claimsCounted(beyond)} for several days have no room here` : "";
    this.said.textContent = `${words}${more}.`;
  }

  #presets() {
    const phases = this.frames.phases.map(({ name, first, last }) =>
      option(`${first} ${last}`, `${name}: all its days`),
    );
    return [
      option(OF_DAY, "claims for the day shown"),
      option(OF_STRETCH, "for the days chosen below"),
      ...phases,
    ];
  }

  /** @param {Span | null} span */
  #presetOf(span) {
    if (!span) return OF_DAY;
    const written = span.join(" ");
    return [...this.which.options].some(({ value }) => value === written) ? written : OF_STRETCH;
  }

  /** @param {string} value */
  #preset(value) {
    const day = this.#now?.day ?? 0;
    if (value === OF_DAY) this.acts.choose(null, true);
    else if (value === OF_STRETCH)
      this.acts.choose([Math.max(0, day - 3), Math.min(this.frames.days - 1, day + 3)], true);
    else this.acts.choose(/** @type {Span} */ (value.split(" ").map(Number)), true);
  }

  /** @param {"From" | "To"} name @param {number} at */
  #makeEnd(name, at) {
    const label = `${name}: claims on the map`;
    const field = make("input", {
      type: "range",
      min: 0,
      max: 0,
      step: 1,
      "aria-label": label,
      "data-id": name,
    });
    const words = make("span", {});
    const move = (/** @type {boolean} */ settled) => {
      const ends = this.ends.map((end) => Number(end.field.value));
      const moved = ends[at];
      // An end that is drawn over the other takes it along.
      const span = at === 0 ? [moved, Math.max(moved, ends[1])] : [Math.min(moved, ends[0]), moved];
      this.acts.choose(/** @type {Span} */ (span), settled);
    };
    field.addEventListener("input", () => move(false));
    field.addEventListener("change", () => move(true));
    return { field, words, row: make("label", { class: "end" }, make("span", {}, name), field, words) };
  }

  #heed() {
    const dayUnder = (/** @type {number} */ x) => this.#drawn?.dayAt(x) ?? 0;
    heedPointer(this.plot, dayUnder, {
      over: (day) => this.#point(this.#drawn?.stackAt(day)),
      out: () => this.#point(undefined),
      draw: (from, to, settled) => this.acts.choose(from < to ? [from, to] : [to, from], settled),
      press: (day) => this.acts.go(this.#drawn?.stackAt(day)?.claims[0].first ?? day),
    });
    heedKeys(this.plot, {
      move: (by, extend) => this.#move(by, extend),
      enter: () => this.#stack && this.acts.go(this.#stack.claims[0].first),
      leave: () => this.acts.choose(null, true),
    });
    this.plot.addEventListener("blur", () => this.#point(undefined));
    this.plot.addEventListener("focus", () => this.#stack && this.#point(this.#stack));
  }

  get #stack() {
    return this.#drawn?.stacks[this.#at];
  }

  /** @param {number} by @param {boolean} extend */
  #move(by, extend) {
    const stacks = this.#drawn?.stacks ?? [];
    if (!stacks.length) return;
    const { day } = /** @type {Now} */ (this.#now);
    // The first step begins at the day that the map shows.
    if (this.#at < 0)
      this.#at = Math.max(
        0,
        stacks.findLastIndex(({ first }) => first <= day),
      );
    else this.#at = Math.min(stacks.length - 1, Math.max(0, this.#at + by));
    const stack = stacks[this.#at];
    if (extend) {
      const [from, to] = [stacks[this.#anchor], stack].sort((a, b) => a.first - b.first);
      this.acts.choose([from.first, to.last], true);
    } else this.#anchor = this.#at;
    this.#point(stack);
    this.#tellValue();
  }

  #tellValue() {
    const stack = this.#stack;
    this.plot.setAttribute("aria-valuenow", String(Math.max(0, this.#at)));
    const words = stack ? stackInWords(stack, this.#drawn?.kinds ?? [], this.frames) : "no day is chosen yet";
    this.plot.setAttribute("aria-valuetext", words);
  }

  /** @param {Stack | undefined} stack */
  #point(stack) {
    this.#drawn?.point(stack?.claims ?? []);
    this.acts.point(stack?.claims ?? []);
    if (stack) this.said.textContent = stackInWords(stack, this.#drawn?.kinds ?? [], this.frames);
    else this.#sayNow();
  }
}
