// How far something is that takes its time, with a button to end it.
import { make, makeButton, untilPainted } from "../dom.js";

export class Progress {
  #ended = false;

  /** @param {HTMLElement} place @param {HTMLElement} note Says the beginning and the end aloud. */
  constructor(place, note) {
    this.place = place;
    this.note = note;
  }

  /** @param {string} words What is being made. @param {number} steps */
  begin(words, steps) {
    this.#ended = false;
    this.bar = make("progress", { max: steps, value: 0, "aria-label": words });
    this.words = make("span", {}, words);
    const cancel = makeButton("Cancel", () => (this.#ended = true), { class: "plain-button" });
    this.place.replaceChildren(this.words, this.bar, cancel);
    this.note.textContent = words;
  }

  /**
   * @param {number} step How many are done.
   * @param {string} words
   * @returns {Promise<boolean>} Whether to go on; comes when the browser has painted.
   */
  async step(step, words) {
    if (this.bar) this.bar.value = step;
    if (this.words) this.words.textContent = words;
    await untilPainted();
    return !this.#ended;
  }

  /** @param {string} words What has become of it. */
  end(words) {
    this.place.replaceChildren();
    this.note.textContent = words;
  }
}
