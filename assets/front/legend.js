// What is drawn on the map, with a box to hide each kind.
import { make } from "../dom.js";
import { looksOf } from "./estimate.js";
import { glyphOf } from "./glyphs.js";
import { cssColor } from "./hatching.js";
import { areaSwatch, hollowMark, lineSwatch, ringMark, solidMark } from "./marks.js";

/** @typedef {import("./deck.js").Deck} Deck */
/** @typedef {import("./sides.js").Side} Side */

/** Names as they stand in the address, with their words. */
const KINDS = [
  ["est", "Front", "tints and hatching"],
  ["band", "Uncertainty", "dots between thin lines"],
  ["ref", "Reference", "solid marks"],
  ["doc", "Documents", "hollow marks"],
  ["roads", "Supply roads", "M03, T0504"],
];
export const ALL = KINDS.map(([name]) => name).join(",");

/** @param {HTMLElement} mark @param {string} words */
const key = (mark, words) => make("span", { class: "key" }, mark, words);

/** @param {string} paper Behind marks. @returns {HTMLElement[]} */
const documentKeys = (paper) => {
  const hollow = (/** @type {Side} */ side, /** @type {string} */ status, /** @type {string} */ words) =>
    key(hollowMark(side, status, paper), words);
  const event = (/** @type {string} */ name, /** @type {string} */ words) =>
    key(hollowMark("Russia", "asserted", paper, glyphOf(name)), words);
  return [
    hollow("Russia", "asserted", "stated outright"),
    hollow("Russia", "claimed", "claimed by a speaker"),
    hollow("Russia", "denied", "denied"),
    hollow("Russia", "predicted", "expected, or only as a possibility"),
    hollow("Ukraine", "asserted", "colour and shape: the side, as above"),
    event("advance", "moves to the place; away from it: leaves it"),
    event("repel", "attack beaten off"),
    event("surround", "surrounds it"),
  ];
};

/**
 * What the legend explains, by kind.
 *
 * @param {Deck} deck
 * @param {string} paper Behind marks.
 * @returns {Record<string, HTMLElement[]>}
 */
const makeKeys = (deck, paper) => {
  const looks = Object.fromEntries(looksOf(deck).map((look) => [look.id, look]));
  const roads = deck.layers.find((layer) => layer.id === "roads")?.getColor ?? [0, 0, 0];
  const area = (/** @type {string} */ name, /** @type {string} */ words) =>
    key(areaSwatch(looks[name]), words);
  const line = (/** @type {string} */ name, /** @type {string} */ words) =>
    key(lineSwatch(cssColor(looks[name].color), looks[name].width * 3, looks[name].dash), words);
  const solid = (/** @type {Side} */ side, /** @type {boolean} */ sure, /** @type {string} */ words) =>
    key(solidMark(side, sure, paper), words);
  return {
    est: [
      area("russia", "Russian-held"),
      area("ukraine", "Ukrainian-held"),
      area("contested", "contested"),
      line("line", "front line"),
      line("implied", "that of the documents, beside the other"),
      area("gained-russia", "gained by Russia"),
      area("gained-ukraine", "lost by Russia"),
      line("left-out", "with all outlets"),
      area("between", "between both"),
    ],
    band: [
      area("band", "the line may lie anywhere in it"),
      line("edge", "its bounds"),
      area("unknown", "no claim is near: no information"),
    ],
    ref: [
      solid("Russia", true, "Russian-held"),
      solid("Ukraine", true, "Ukrainian-held"),
      solid("contested", true, "contested"),
      solid("Russia", false, "paler: not confirmed, or unverified"),
      key(ringMark(deck.ink), "ringed: changed on this day"),
    ],
    doc: documentKeys(paper),
    roads: [key(lineSwatch(cssColor(roads), 7), "")],
  };
};

export class Legend {
  /** @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();

  /** @param {HTMLElement} place @param {(layers: string) => void} choose Hears of the kinds that are left. */
  constructor(place, choose) {
    this.place = place;
    this.choose = choose;
  }

  /** @param {Deck} deck @param {string} paper Behind marks. */
  draw(deck, paper) {
    const keys = makeKeys(deck, paper);
    this.#boxes.clear();
    const kinds = KINDS.map(([name, label, how]) => {
      const box = make("input", { type: "checkbox", "data-id": `layer ${name}` });
      box.addEventListener("change", () => this.choose(this.#checked().join(",") || "none"));
      this.#boxes.set(name, box);
      const words = make("label", {}, box, make("b", {}, label), make("span", { class: "quiet" }, how));
      return make("div", { class: "kind" }, words, make("span", { class: "keys" }, ...keys[name]));
    });
    this.place.replaceChildren(make("legend", {}, "What is drawn"), ...kinds);
  }

  /**
   * Checks the boxes of the kinds that are shown.
   *
   * @param {string} layers
   * @returns {string[]} The kinds that are hidden.
   */
  show(layers) {
    const shown = layers.split(",");
    const hidden = [];
    for (const [name, box] of this.#boxes) {
      box.checked = shown.includes(name);
      if (!box.checked) hidden.push(name);
    }
    return hidden;
  }

  #checked() {
    return [...this.#boxes].filter(([, box]) => box.checked).map(([name]) => name);
  }
}
