// What all components share: the box they draw in, and the focus that a redraw must not lose.
import { make } from "./dom.js";

/**
 * What Streamlit hands to a component at every run of the page.
 *
 * @template Data
 * @typedef {object} Component
 * @property {Data} data
 * @property {ShadowRoot} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue
 * @property {(name: string, value: unknown) => void} setStateValue
 */

/**
 * The component's own box, made at its first run.
 *
 * @template {keyof HTMLElementTagNameMap} [Name="div"]
 * @param {ShadowRoot} root
 * @param {Name} [name]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const boxOf = (root, name) => {
  const known = /** @type {HTMLElementTagNameMap[Name] | null} */ (root.querySelector(".box"));
  if (known) return known;
  const box = make(name ?? /** @type {Name} */ ("div"), { class: "box" });
  root.append(box);
  return box;
};

/**
 * The component's own box as a part of the page that scrolls by itself, with the keyboard too.
 *
 * @param {ShadowRoot} root
 * @param {{ label: string, credit: string }} said Its name, and the credit of a saved picture.
 * @returns {HTMLDivElement}
 */
export const scrollingBoxOf = (root, { label, credit }) => {
  const box = boxOf(root);
  box.classList.add("scroll");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", label);
  box.dataset.credit = credit;
  return box;
};

/** @param {ShadowRoot} root @returns {string} The `data-id` of what has the focus, "" for none. */
export const focusedIn = (root) => root.activeElement?.getAttribute("data-id") ?? "";

/**
 * Gives the focus back to what had it before a redraw.
 *
 * @param {HTMLElement} box
 * @param {string} id
 */
export const focusAgain = (box, id) => {
  if (id) elementOf(box, id)?.focus({ preventScroll: true });
};

/**
 * The element with that `data-id`.
 *
 * @param {ParentNode} box
 * @param {string} id
 * @returns {HTMLElement | null}
 */
export const elementOf = (box, id) => box.querySelector(`[data-id="${CSS.escape(id)}"]`);

/**
 * The part of the page that Python calls by that key.
 *
 * @param {string} key
 * @returns {HTMLElement | null}
 */
export const partOfPage = (key) => document.querySelector(`.st-key-${CSS.escape(key)}`);
