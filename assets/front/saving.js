// The pictures that a reader saves of the front.
import { handOver } from "../dom.js";
import { claimsWithin } from "./claim_days.js";
import { FRAME } from "./day_drawing.js";
import { dayPicture, picturedWords } from "./day_picture.js";
import { PAPER } from "./map.js";
import { inFileName, namedLines } from "./named_lines.js";
import { periodFrames } from "./period_frames.js";
import { periodPicture } from "./period_picture.js";
import { Progress } from "./progress.js";

export const BY_DECK = "; drawn by deck.gl";
/** @typedef {import("./deck.js").Decks} Decks */
/** @typedef {import("./frames.js").Frames} Frames */
/** @typedef {import("./lines.js").Lines} Lines */
/**
 * @typedef {object} Day
 * @property {import("./map.js").FrontMap} map
 * @property {Promise<void>} whole Settles when the map can be drawn as a whole.
 * @property {number} day
 * @property {"light" | "dark"} theme
 * @property {{ what: string, who: string }[]} claims Those that the map shows.
 * @property {Lines} lines The fronts that it draws.
 * @property {string[]} outlets Of the documents.
 * @property {string} span The days whose claims are shown; "" for that of the picture.
 */

/**
 * @typedef {object} Period Days that are saved as a picture each.
 * @property {import("./map.js").FrontMap} map
 * @property {"light" | "dark"} theme
 * @property {string} at The place that is chosen.
 * @property {Lines} lines
 * @property {import("./shown_claims.js").ShownClaims} claims
 * @property {string[]} outlets Of the documents.
 * @property {import("./claim_days.js").Span} days
 */

export class Saving {
  /**
   * @param {Frames} frames
   * @param {Decks} decks
   * @param {string} credit
   * @param {{ note: HTMLElement, work: HTMLElement }} places Where is said what is being made, and how far.
   */
  constructor(frames, decks, credit, { note, work }) {
    this.frames = frames;
    this.decks = decks;
    this.credit = credit;
    this.note = note;
    this.progress = new Progress(work, note);
  }

  /** @param {Day} day */
  async saveDay({ map, whole, day, theme, claims, lines, outlets, span }) {
    const { frames, credit } = this;
    const named = namedLines(lines);
    await this.#save(`${stemOf(named)}-${frames.iso(day)}.png`, async () => {
      this.note.textContent = "The picture is being drawn …";
      await whole;
      const width = map.place.clientWidth;
      const words = { frames, day, credit, named, outlets, span };
      const shown = { ...words, deck: this.decks[theme], width, font: this.#font() };
      return blobOf(dayPicture(map.picture(), shown, picturedWords(shown, claims)));
    });
  }

  /** @param {Lines} lines */
  async savePeriod(lines) {
    const { frames, credit } = this;
    const name = `${stemOf(namedLines(lines))}-${frames.iso(0)}-${frames.iso(frames.days - 1)}.png`;
    const shown = { frames, lines, deck: this.decks.light, credit, font: this.#font() };
    await this.#save(name, async () => {
      const picture = await periodPicture(shown, this.progress);
      return picture && blobOf(picture);
    });
  }

  /** @param {Period} period */
  async saveFrames({ map, theme, at, lines, claims, outlets, days }) {
    const { frames } = this;
    const named = namedLines(lines);
    const stem = stemOf(named);
    const { view, hidden } = map;
    const deck = this.decks[theme];
    const shown = { frames, deck, named, outlets, span: "", font: this.#font(), width: FRAME.width };
    const period = {
      drawing: { lines, deck, paper: PAPER[theme], view, hidden: new Set(hidden), at },
      span: days,
      stem,
      claimsOn: (/** @type {number} */ day) =>
        hidden.has("claims") ? [] : claimsWithin(claims.all, [day, day]),
      shown: { ...shown, credit: this.credit.replace(BY_DECK, "") },
    };
    const name = `${stem}-${days.map((day) => frames.iso(day)).join("-")}.zip`;
    await this.#save(name, () => periodFrames(period, this.progress));
  }

  /** @param {string} name @param {() => Promise<Blob | null>} make Null where the reader has ended it. */
  async #save(name, make) {
    try {
      const file = await make();
      if (file) handOver(file, name);
      this.progress.end(file ? "" : "It was ended before it was whole; nothing is saved.");
    } catch (error) {
      this.progress.end(`The file cannot be made: ${error instanceof Error ? error.message : error}.`);
    }
  }

  #font() {
    return getComputedStyle(this.note).fontFamily;
  }
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob | null>} Its picture as a PNG. */
const blobOf = (canvas) => new Promise((resolve) => canvas.toBlob(resolve));

/** @param {import("./named_lines.js").NamedLine[]} named @returns {string} What files of them begin with. */
const stemOf = (named) => {
  const name = inFileName(named);
  return name === "reference" ? "front" : `front-${name}`;
};
