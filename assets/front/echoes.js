// What Python says of the day, the layers and the place is shown, unless it is only the echo of what the
// reader has just done: by then the reader may be further on.

/**
 * @typedef {object} Shown
 * @property {string} day
 * @property {string} layers
 * @property {string} at
 * @property {string} line
 * @property {string} without
 * @property {string} gained
 * @property {string} why
 * @property {string} days
 * @property {string} by
 */

/** @param {Shown} shown */
const written = ({ day, layers, at, line, without, gained, why, days, by }) =>
  JSON.stringify([day, layers, at, line, without, gained, why, days, by]);

export class Echoes {
  /** @type {string[]} What the reader did and Python has not answered. */
  #expected = [];
  /** @type {string | null} What Python said last; null before it said anything. */
  #last = null;

  /** @returns {boolean} Whether Python has not said anything yet. */
  get isFirst() {
    return this.#last === null;
  }

  /** @param {Shown} shown What the reader did. */
  expect(shown) {
    this.#expected.push(written(shown));
  }

  /** @param {Shown} shown What Python says. @returns {boolean} Whether that is news. */
  isNews(shown) {
    const said = written(shown);
    const echo = this.#expected.indexOf(said);
    if (echo >= 0) this.#expected.splice(0, echo + 1);
    const news = echo < 0 && said !== this.#last;
    if (news) this.#expected = [];
    this.#last = said;
    return news;
  }

  /** After going back, nothing that Python says is an echo. */
  forget() {
    this.#expected = [];
    this.#last = "";
  }
}
