// Brings the front to the page: first its days, which are painted at once, then the library that draws the
// rest.
import { boxOf } from "../component.js";
import { make, untilPainted } from "../dom.js";
import { onClaims } from "./claims.js";
import { hasWebgl, libraryFor } from "./deck.js";
import { addressOf, fetchJson } from "./files.js";
import { Frames } from "./frames.js";
import { Controller } from "./controller.js";
import { BY_DECK } from "./saving.js";

/** @typedef {import("../component.js").Component<import("./controller.js").Data>} Component */

/** @type {WeakMap<ShadowRoot, Page>} */
const pages = new WeakMap();

/** @param {Component} component @returns {() => void} Takes the front away. */
export const show = (component) => {
  const root = component.parentElement;
  const page = pages.get(root) ?? new Page(component);
  pages.set(root, page);
  page.update(component);
  return () => {
    page.end();
    pages.delete(root);
  };
};

const WITHOUT = "This browser has no WebGL: the map is drawn without it.";
const ELSEWHERE = "The lists and downloads below hold the same.";

class Page {
  /** @type {Controller | undefined} */
  #front;
  #ended = false;

  /** @param {Component} component */
  constructor(component) {
    this.component = component;
    this.box = boxOf(component.parentElement);
    this.box.classList.add("front");
    this.unheard = onClaims(() => this.#front?.take());
    void this.#begin();
  }

  /** @param {Component} component */
  update(component) {
    this.component = component;
    this.#front?.take(component.data);
  }

  end() {
    this.#ended = true;
    this.unheard();
    this.#front?.end();
    this.box.remove();
  }

  async #begin() {
    const { library, frames, decks } = this.component.data;
    if (hasWebgl())
      document.head.append(make("link", { rel: "preload", as: "script", href: addressOf(library) }));
    try {
      const [days, looks] = await Promise.all([fetchJson(frames), fetchJson(decks)]);
      if (this.#ended) return;
      const report = (/** @type {string} */ name, /** @type {unknown} */ value) =>
        this.component.setTriggerValue(name, value);
      const { credit } = this.component.data;
      const data = { ...this.component.data, credit: hasWebgl() ? credit : credit.replace(BY_DECK, "") };
      this.#front = new Controller(this.box, new Frames(days), looks, data, report);
    } catch (error) {
      const words = `The map cannot be shown: ${messageOf(error)}. ${ELSEWHERE}`;
      this.box.replaceChildren(make("p", { role: "alert" }, words));
      return;
    }
    this.#front.take(this.component.data);
    this.#front.whole = this.#bring(this.#front, library);
  }

  /**
   * deck.gl comes after the first picture of the front: its canvases take a browser without a graphics card
   * some seconds.
   *
   * @param {Controller} front
   * @param {string} library
   */
  async #bring(front, library) {
    await untilPainted();
    try {
      await front.map.bring(await libraryFor(library));
      if (!hasWebgl()) front.say(WITHOUT);
    } catch (error) {
      const missing = "The map's ground, names and marks to press are missing";
      front.say(`${missing}: ${messageOf(error)}. The front and the list are complete.`);
    }
  }
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
