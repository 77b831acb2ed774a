// Fetches the days of the documents' front when they are first wanted.
import { fetchJson } from "./files.js";
import { Implied } from "./implied.js";

export class Bringing {
  #asked = ""; // for which front

  /**
   * @param {import("./lines.js").Lines} lines Gets what has come.
   * @param {number[]} box
   * @param {{ come: () => void, failed: (words: string) => void }} hears
   */
  constructor(lines, box, hears) {
    this.lines = lines;
    this.box = box;
    this.hears = hears;
  }

  /** @param {string} address Of the days from all outlets; those without one of them lie below it. */
  bring(address) {
    const { line, without } = this.lines.settings;
    const less = `${address}?${new URLSearchParams({ without })}`;
    if (line === "reference" || this.#asked === less) return;
    this.#asked = less;
    Object.assign(this.lines, { all: null, less: null });
    const fetched = async (/** @type {string} */ path) => new Implied(await fetchJson(path), this.box);
    Promise.all([fetched(address), without ? fetched(less) : null])
      .then(([all, some]) => {
        if (this.#asked !== less) return;
        Object.assign(this.lines, { all, less: some });
        this.hears.come();
      })
      .catch((error) => {
        if (this.#asked !== less) return;
        this.#asked = "";
        this.hears.failed(`The line that these documents imply cannot be shown: ${error.message}.`);
      });
  }
}
