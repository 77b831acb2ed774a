// Whoever opens evidence by the keyboard is taken to it, and back to where they were when it closes.
import { elementOf } from "../component.js";

/** @type {HTMLElement | null} */
let pressed = null; // what had the focus at the last key
/** @type {HTMLElement | null} */
let from = null; // what opened the evidence, and the part of the page in which a redraw puts its like
/** @type {ParentNode | null} */
let home = null;
let read = "";

addEventListener("pointerdown", () => (pressed = null), { capture: true });
addEventListener("keydown", () => (pressed = innermost()), { capture: true });

/**
 * @param {DocumentOrShadowRoot} [root]
 * @returns {HTMLElement | null} What has the focus, within components too.
 */
const innermost = (root = document) => {
  const focused = /** @type {HTMLElement | null} */ (root.activeElement);
  return focused?.shadowRoot?.activeElement ? innermost(focused.shadowRoot) : focused;
};

/** Sets the focus where the evidence has changed since the last call. */
export const followEvidence = () => {
  const evidence = /** @type {HTMLElement | null} */ (document.querySelector(".evidence"));
  const claim = evidence?.dataset.claim ?? "";
  if (claim === read) return;
  read = claim;
  if (!pressed) return;
  if (!evidence || !claim) {
    focusOpener();
  } else if (!pressed.closest(".st-key-evidence")) {
    from = pressed;
    home = /** @type {ParentNode} */ (/** @type {unknown} */ (pressed.getRootNode()));
    evidence.tabIndex = -1;
    evidence.focus();
  }
};

const focusOpener = () => {
  const id = from?.dataset.id;
  if (from?.isConnected) from.focus();
  else if (id && home) elementOf(home, id)?.focus();
};
