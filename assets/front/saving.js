// The pictures that a reader saves of the front.
import { handOver } from "../dom.js";
import { dayPicture } from "./day_picture.js";
import { inFileName, namedLines } from "./named_lines.js";
import { periodPicture } from "./period_picture.js";

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
 * @property {string} span The days whose claims are shown; "" for that of the picture.
 */

export class Saving {
  /**
   * @param {Frames} frames
   * @param {Decks} decks
   * @param {string} credit
   * @param {HTMLElement} note Says that a picture is being drawn.
   */
  constructor(frames, decks, credit, note) {
    this.frames = frames;
    this.decks = decks;
    this.credit = credit;
    this.note = note;
  }

  /** @param {Day} day */
  async saveDay({ map, whole, day, theme, claims, lines, span }) {
    const { frames, credit } = this;
    const named = namedLines(lines);
    await this.#save(`${stemOf(named)}-${frames.iso(day)}`, async () => {
      await whole;
      const width = map.place.clientWidth;
      const shown = { frames, day, deck: this.decks[theme], credit, width, font: this.#font(), named, span };
      return dayPicture(map.picture(), shown, claims);
    });
  }

  /** @param {Lines} lines */
  async savePeriod(lines) {
    const { frames, credit } = this;
    const name = `${stemOf(namedLines(lines))}-${frames.iso(0)}-${frames.iso(frames.days - 1)}`;
    const shown = { frames, lines, deck: this.decks.light, credit, font: this.#font() };
    await this.#save(name, () => periodPicture(shown));
  }

  /** @param {string} name @param {() => Promise<HTMLCanvasElement>} draw */
  async #save(name, draw) {
    this.note.textContent = "The picture is being drawn …";
    const canvas = await draw();
    canvas.toBlob((picture) => {
      if (picture) handOver(picture, `${name}.png`);
      this.note.textContent = "";
    });
  }

  #font() {
    return getComputedStyle(this.note).fontFamily;
  }
}

/** @param {import("./named_lines.js").NamedLine[]} named @returns {string} What files of them begin with. */
const stemOf = (named) => {
  const name = inFileName(named);
  return name === "reference" ? "front" : `front-${name}`;
};
