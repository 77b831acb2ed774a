// The front of a day with all that changes it: what the reader does, and what Python says.
import { overwrite, readMapView, withMapView } from "../address.js";
import { BOUNDS } from "./canvases.js";
import { sentClaims } from "./claims.js";
import { makeControls } from "./controls.js";
import { Echoes } from "./echoes.js";
import { Bringing } from "./bringing.js";
import { ALL, Legend } from "./legend.js";
import { LineChoice, lineInWords } from "./line_choice.js";
import { Lines } from "./lines.js";
import { FrontMap, PAPER } from "./map.js";
import { namedLines } from "./named_lines.js";
import { datedClaims, MapRows } from "./map_rows.js";
import { Panel } from "./panel.js";
import { Player, Stepper } from "./player.js";
import { Saving } from "./saving.js";
import { sayDay, takeAsked } from "./shown_day.js";
import { keepFromStreamlit, viewOfPlace, ZOOMS } from "./steering.js";
import { themeOf } from "./theme.js";

/** @typedef {import("../address.js").MapView} MapView */
/** @typedef {import("./deck.js").Decks} Decks */
/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./map_rows.js").DayClaim} DayClaim */
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
  /** @type {DayClaim[]} */
  claims = [];
  /** @type {number[]} Days that begin or end those of a claim. */
  claimDays = [];
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
    const playOn = (/** @type {number} */ day) => this.#playOn(day);
    this.runner = new Player(() => Number(this.controls.speed.value), playOn);
    this.stepper = new Stepper((day) => frames.changeFrom(day, 1), playOn);
    /** @type {Player | Stepper} */
    this.player = this.runner;
    this.panel = new Panel(this.controls.side, frames, (pick) => this.#choose(pick));
    this.lines = new Lines(frames);
    this.bringing = new Bringing(this.lines, frames.box, {
      come: () => {
        this.#show();
        this.#list();
      },
      failed: (words) => this.choice.say(words),
    });
    this.choice = new LineChoice(this.controls.choice, (chosen) => this.#chooseLine(chosen));
    this.legend = new Legend(this.controls.legend, (layers) => this.#chooseLayers(layers));
    this.saving = new Saving(frames, decks, data.credit, this.controls.note);
    this.#sayDay();
    this.map = new FrontMap(this.controls.canvas, this.lines, {
      view: this.#viewInAddress() ?? data.view,
      label: LABEL,
      picked: (pick) => this.#choose(pick),
      settled: (view) => this.#writeView(view),
    });
    box.addEventListener("keydown", keepFromStreamlit);
    addEventListener("popstate", this.#wentBack);
    takeAsked((day) => this.#goAndTell(day));
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.calm.addEventListener("change", this.#heedMotion);
    this.#heedMotion();
  }

  /**
   * Shows what Python says, unless it is only an echo, and the claims that were sent.
   *
   * @param {Data} [data]
   */
  take(data = this.data) {
    this.data = data;
    Object.assign(this, datedClaims(sentClaims.claims, this.frames, data.open));
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
    this.player.stop();
    for (const timer of [this.#putting, this.#resting, this.#telling]) clearTimeout(timer);
    removeEventListener("popstate", this.#wentBack);
    takeAsked(null);
    this.calm.removeEventListener("change", this.#heedMotion);
    this.map.end();
  }

  /** @returns {import("./controls.js").Acts} */
  #acts() {
    const { frames } = this;
    return {
      slide: (day) => {
        this.#pause();
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
    };
  }

  /** @param {Data} data @param {boolean} first */
  #follow({ day, layers, at, line, without, gained, why }, first) {
    const { frames } = this;
    this.lines.read({ line, without, gained, why });
    this.day = frames.clamp(frames.index(day));
    this.layers = layers;
    this.at = frames.byName.has(at) ? at : "";
    this.#pause();
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
    this.#pause();
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

  #heedMotion = () => {
    const calm = this.calm.matches;
    this.#pause();
    this.controls.speed.hidden = calm;
    this.controls.calm.hidden = !calm;
    this.player = calm ? this.stepper : this.runner;
  };

  /** @param {number} day */
  #go(day) {
    const to = this.frames.clamp(day);
    if (to === this.day) return;
    this.day = to;
    this.#show();
    if (!this.player.playing) this.#restSoon();
    else if (performance.now() - this.#followed > FOLLOWING) this.#list();
  }

  /** @param {number} day */
  #goAndTell(day) {
    this.#pause();
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
    this.map.show(this.day, this.rows.on(this.day, this.map.view.zoom, this.#claimsOfDay(), this.at));
  }

  #claimsOfDay() {
    return this.claims.filter(({ first, last }) => first <= this.day && this.day <= last);
  }

  /** What only a reader at rest needs, marks that can be pressed, and the list. */
  #rest() {
    this.map.play(false);
    this.#list();
  }

  /** What stands beside the map: the list of the day, its phase, its numbers. */
  #list() {
    const { day, at, claimDays, frames } = this;
    this.#followed = performance.now();
    const { implied, settings } = this.lines;
    const named = namedLines(this.lines);
    sayDay({ frames, day, named, gained: settings.gained });
    frames.phases.forEach(({ first, last }, nth) => {
      this.controls.phases[nth].setAttribute("aria-pressed", String(first <= day && day <= last));
    });
    const go = (/** @type {number} */ to) => this.#goAndTell(to);
    const paper = PAPER[this.theme ?? "light"];
    const claims = this.#claimsOfDay();
    this.choice.say(lineInWords(settings, implied, day));
    const why = implied && { implied, chosen: this.lines.chosen(day) };
    this.panel.draw({ day, at, claims, claimDays, cut: sentClaims.note, paper, go, why, named });
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
    this.#pause();
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
    this.panel.reveal();
    this.#tell();
  }

  #toggle() {
    if (this.player.playing) {
      this.#pause();
      this.#tell();
      return;
    }
    if (this.day >= this.frames.days - 1) this.#go(0);
    clearTimeout(this.#resting);
    this.controls.player.textContent = "Pause";
    this.map.play(true);
    this.player.start(this.day);
  }

  /** @param {number} day @returns {boolean} Whether another day comes after it. */
  #playOn(day) {
    this.#go(day);
    if (day < this.frames.days - 1) return true;
    this.#pause();
    this.#tell();
    return false;
  }

  #pause() {
    if (!this.player.playing) return;
    this.player.stop();
    this.controls.player.textContent = "Play";
    this.#rest();
  }

  #tellSoon() {
    clearTimeout(this.#telling);
    this.#telling = window.setTimeout(() => this.#tell(), TELLING);
  }

  #tell() {
    clearTimeout(this.#telling);
    const { layers, at } = this;
    const shown = { day: this.frames.iso(this.day), layers, at, ...this.lines.written };
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
    this.#pause();
    const claims = this.layers.split(",").includes("doc") ? this.#claimsOfDay() : [];
    void this.saving.saveDay({
      map: this.map,
      whole: this.whole,
      day: this.day,
      theme: this.theme ?? "light",
      claims,
      lines: this.lines,
    });
  }

  #savePeriod() {
    this.#pause();
    void this.saving.savePeriod(this.lines);
  }
}
