// The front of a day with all that changes it: what the reader does, and what Python says.
import { overwrite, readMapView, withMapView } from "../address.js";
import { Beside } from "./beside.js";
import { BOUNDS } from "./canvases.js";
import { spanInWords } from "./claim_days.js";
import { CHOSEN, makeControls } from "./controls.js";
import { Echoes } from "./echoes.js";
import { Bringing } from "./bringing.js";
import { ALL, Legend } from "./legend.js";
import { LineChoice } from "./line_choice.js";
import { Lines } from "./lines.js";
import { FrontMap, PAPER } from "./map.js";
import { MapRows } from "./map_rows.js";
import { Playing } from "./playing.js";
import { Saving } from "./saving.js";
import { ShownClaims } from "./shown_claims.js";
import { takeAsked } from "./shown_day.js";
import { keepFromStreamlit, viewOfPlace, ZOOMS } from "./steering.js";
import { themeOf } from "./theme.js";

/** @typedef {import("../address.js").MapView} MapView */
/** @typedef {import("./deck.js").Decks} Decks */
/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./panel.js").Pick} Pick */
/**
 * What Python says at every run.
 *
 * @typedef {object} Data
 * @property {string} day In ISO's form.
 * @property {string} layers The kinds that are drawn, as the legend names them.
 * @property {string} at The place that is chosen, "" for none.
 * @property {string} open The claim whose evidence is open, "" for none.
 * @property {import("./lines.js").Which} line The front that is drawn.
 * @property {string} without The outlet that is left out, "" for none.
 * @property {string} gained Days within which gains are shaded, "" for none.
 * @property {string} why The point that is asked about, as north and east, "" for none.
 * @property {string} days Those whose claims are shown, the first and the last; "" for the day's.
 * @property {string} by What the timeline's stacks are parted by, "" for the outlet.
 * @property {{ address: string, outlets: string[] }} implied Where the front of the documents lies.
 * @property {MapView} view The usual one.
 * @property {string} library Addresses of files below the dashboard's own, as `decks` and `frames`.
 * @property {string} decks
 * @property {string} frames
 * @property {string} credit
 */

const LABEL = "Map of the front, moved by the arrow keys, plus and minus; the list has all that it shows";
const RESTING = 120; // milliseconds after which the list follows the day
const FOLLOWING = 150; // and after which it does, with the numbers, while days are played
// And after which Python hears of it, or an address that it changed gets back the map's view.
const TELLING = 400;
export class Controller {
  at = "";
  layers = ALL;
  /** @type {"light" | "dark" | undefined} */
  theme;
  /** Settles when the whole map is there, or is known to be missing. */
  whole = Promise.resolve();
  #echoes = new Echoes();
  #resting = 0;
  #telling = 0;
  #putting = 0;
  #followed = 0;

  /**
   * @param {HTMLElement} box
   * @param {Frames} frames
   * @param {Decks} decks
   * @param {Data} data
   * @param {(name: string, value: unknown) => void} report
   */
  constructor(box, frames, decks, data, report) {
    this.box = box;
    this.frames = frames;
    this.decks = decks;
    this.data = data;
    this.report = report;
    this.day = frames.clamp(frames.index(data.day));
    this.rows = new MapRows(frames);
    this.controls = makeControls(frames, this.#acts(), data.credit);
    box.replaceChildren(...this.controls.content);
    this.lines = new Lines(frames);
    this.claims = new ShownClaims(frames);
    this.beside = new Beside(this.controls, frames, this.#besideActs());
    this.bringing = new Bringing(this.lines, frames.box, {
      come: () => {
        this.#show();
        this.#list();
      },
      failed: (words) => this.choice.say(words),
    });
    this.choice = new LineChoice(this.controls.choice, (chosen) => this.#chooseLine(chosen));
    this.legend = new Legend(this.controls.legend, (layers) => this.#chooseLayers(layers));
    this.saving = new Saving(frames, decks, data.credit, this.controls);
    this.#sayDay();
    this.map = new FrontMap(this.controls.canvas, this.lines, {
      view: this.#viewInAddress() ?? data.view,
      label: LABEL,
      picked: (pick) => this.#choose(pick),
      pointed: (pick) => this.beside.pointAt(pick),
      settled: (view) => this.#writeView(view),
    });
    box.addEventListener("keydown", keepFromStreamlit);
    addEventListener("popstate", this.#wentBack);
    takeAsked((day) => this.#goAndTell(day));
    const playOn = (/** @type {number} */ day) => this.#playOn(day);
    this.playing = new Playing(this.controls, frames, playOn, () => this.#rest());
  }

  /**
   * Shows what Python says, unless it is only an echo, and the claims that were sent.
   *
   * @param {Data} [data]
   */
  take(data = this.data) {
    this.data = data;
    this.claims.take(data.open);
    const first = this.#echoes.isFirst;
    if (this.#echoes.isNews(data)) this.#follow(data, first);
    this.choice.show(this.lines.settings, data.implied.outlets);
    this.bringing.bring(data.implied.address);
    this.#dress();
    this.#showLayers();
    this.#show();
    this.#rest();
    // What Python changes in the address leaves the view out: it is put back.
    clearTimeout(this.#putting);
    this.#putting = window.setTimeout(() => this.#writeView(this.map.view), TELLING);
  }

  /** @param {string} words What is said below the map. */
  say(words) {
    this.controls.note.textContent = words;
  }

  end() {
    this.playing.end();
    this.beside.end();
    for (const timer of [this.#putting, this.#resting, this.#telling]) clearTimeout(timer);
    removeEventListener("popstate", this.#wentBack);
    takeAsked(null);
    this.map.end();
  }

  /** @returns {import("./controls.js").Acts} */
  #acts() {
    const { frames } = this;
    return {
      slide: (day) => {
        this.playing.pause();
        this.map.play(true);
        this.#go(day);
      },
      slid: () => this.#tellSoon(),
      toggle: () => this.#toggle(),
      change: (way) => this.#goAndTell(frames.changeFrom(this.day, way)),
      step: (by) => this.#goAndTell(this.day + by),
      phase: ({ first, view: [latitude, longitude, zoom] }) => {
        this.#goAndTell(first);
        this.map.fly({ latitude, longitude, zoom });
      },
      zoom: (by) => this.map.zoom(by),
      home: () => this.map.fly(this.data.view),
      saveDay: () => this.#saveDay(),
      savePeriod: () => this.#savePeriod(),
      saveFrames: () => this.#saveFrames(),
    };
  }

  /** @returns {import("./beside.js").Acts} */
  #besideActs() {
    return {
      choose: (pick) => this.#choose(pick),
      go: (day) => this.#goAndTell(day),
      show: () => this.#show(),
      span: (span, settled) => {
        this.playing.pause();
        this.claims.span = span;
        this.#show();
        this.#restSoon();
        if (settled) this.#tellSoon();
      },
      part: (by) => {
        this.claims.by = by;
        this.#restAndTell();
      },
    };
  }

  /** @param {Data} data @param {boolean} first */
  #follow(data, first) {
    const { frames } = this;
    this.lines.read(data);
    this.claims.read(data);
    this.day = frames.clamp(frames.index(data.day));
    this.layers = data.layers;
    this.at = frames.byName.has(data.at) ? data.at : "";
    this.playing.pause();
    if (first && this.at && !this.#viewInAddress()) this.map.fly(this.#viewOfPlace());
  }

  /** Puts the map and its legend into the colours of the theme, if that has changed. */
  #dress() {
    const theme = themeOf(this.box);
    if (theme === this.theme) return;
    this.theme = theme;
    const deck = this.decks[theme];
    this.controls.canvas.style.background = deck.paper;
    this.legend.draw(deck, PAPER[theme]);
    this.map.dress(deck, theme).catch((error) => this.say(`The base map is incomplete: ${error.message}.`));
  }

  #showLayers() {
    this.map.hide(this.legend.show(this.layers));
  }

  /** @param {string} layers */
  #chooseLayers(layers) {
    this.layers = layers;
    this.#showLayers();
    this.#tell();
  }

  /** @param {import("./line_choice.js").Chosen} chosen */
  #chooseLine(chosen) {
    this.playing.pause();
    this.lines.settings = { ...this.lines.settings, ...chosen };
    this.choice.show(this.lines.settings, this.data.implied.outlets);
    this.bringing.bring(this.data.implied.address);
    this.#show();
    this.#rest();
    this.#tell();
  }

  /**
   * Going back may overtake the run that echoes the step before; and Python is silent where what it said last
   * holds.
   */
  #wentBack = () => {
    this.#echoes.forget();
    this.map.fly(this.#viewInAddress() ?? this.data.view);
    if ([null, this.data.day].includes(new URL(location.href).searchParams.get("day"))) this.take();
  };

  /** @param {number} day */
  #go(day) {
    const to = this.frames.clamp(day);
    if (to === this.day) return;
    this.day = to;
    this.#show();
    if (!this.playing.on) this.#restSoon();
    else if (performance.now() - this.#followed > FOLLOWING) this.#list();
  }

  /** @param {number} day */
  #goAndTell(day) {
    this.playing.pause();
    this.#go(day);
    this.#tellSoon();
  }

  #sayDay() {
    const words = this.frames.words(this.day);
    const { date, slider } = this.controls;
    date.textContent = words;
    slider.value = String(this.day);
    slider.setAttribute("aria-valuetext", words);
  }

  /** The day on the canvas: cheap enough for every frame. */
  #show() {
    this.#sayDay();
    const { day, at, claims, map } = this;
    map.show(day, this.rows.on(day, map.view.zoom, claims.on(day), at, this.beside.pointed.points));
  }

  /** The days whose claims are shown, in words; "" for the day of the map. */
  get #span() {
    return this.claims.span ? spanInWords(this.claims.span, this.frames) : "";
  }

  /** What only a reader at rest needs, marks that can be pressed, and the list. */
  #rest() {
    this.map.play(false);
    this.#list();
  }

  /** What stands beside the map. */
  #list() {
    this.#followed = performance.now();
    this.beside.draw(this);
  }

  #restAndTell() {
    this.#rest();
    this.#tell();
  }

  #restSoon() {
    clearTimeout(this.#resting);
    this.#resting = window.setTimeout(() => this.#rest(), RESTING);
  }

  #viewOfPlace() {
    return viewOfPlace(this.frames.byName.get(this.at), this.map.view.zoom);
  }

  /** @param {Pick} pick */
  #choose({ at = "", open, near, point }) {
    if (point && !this.lines.implied) return;
    this.playing.pause();
    if (open) {
      const zoom = Math.max(this.map.view.zoom, ZOOMS.claim);
      if (near) this.map.fly({ longitude: near[0], latitude: near[1], zoom });
      this.report("open", open);
      return;
    }
    if (point) this.lines.ask(point, this.day);
    else this.at = at;
    if (!point && at) this.map.fly(this.#viewOfPlace());
    this.#show();
    this.#rest();
    this.beside.panel.reveal();
    this.#tell();
  }

  #toggle() {
    if (this.playing.on) {
      this.playing.pause();
      this.#tell();
      return;
    }
    if (this.day >= this.frames.days - 1) this.#go(0);
    clearTimeout(this.#resting);
    this.map.play(true);
    this.playing.start(this.day);
  }

  /** @param {number} day @returns {boolean} Whether another day comes after it. */
  #playOn(day) {
    this.#go(day);
    if (day < this.frames.days - 1) return true;
    this.playing.pause();
    this.#tell();
    return false;
  }

  #tellSoon() {
    clearTimeout(this.#telling);
    this.#telling = window.setTimeout(() => this.#tell(), TELLING);
  }

  #tell() {
    clearTimeout(this.#telling);
    const { layers, at } = this;
    const { lines, claims } = this;
    const shown = { day: this.frames.iso(this.day), layers, at, ...lines.written, ...claims.written };
    this.#echoes.expect(shown);
    this.report("rest", shown);
  }

  /**
   * The view is written into the address without a run of the page, so that panning costs nothing and makes
   * no history.
   *
   * @param {MapView} view
   */
  #writeView(view) {
    overwrite(withMapView(location.href, view, this.data.view));
    this.#show();
  }

  #viewInAddress() {
    return readMapView(location.href, BOUNDS);
  }

  #saveDay() {
    this.playing.pause();
    const { map, whole, day, lines, theme = "light" } = this;
    const claims = this.layers.split(",").includes("doc") ? this.claims.on(day) : [];
    const { outlets } = this.data.implied;
    void this.saving.saveDay({ map, whole, day, theme, claims, lines, outlets, span: this.#span });
  }

  #savePeriod() {
    this.playing.pause();
    void this.saving.savePeriod(this.lines);
  }

  /** Without days that are chosen, those of a week about the day. */
  #saveFrames() {
    this.playing.pause();
    const { map, at, lines, claims, frames, day, theme = "light" } = this;
    const { value } = this.controls.period;
    const about = [frames.clamp(day - 3), frames.clamp(day + 3)];
    const days = value === CHOSEN ? (claims.span ?? about) : value.split(" ").map(Number);
    const { outlets } = this.data.implied;
    void this.saving.saveFrames({ map, theme, at, lines, claims, outlets, days: [days[0], days[1]] });
  }
}
