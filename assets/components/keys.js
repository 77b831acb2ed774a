// Ways for the keyboard: past the filters to the menu or the page, Escape to close the evidence, and what
// else a page needs once: a history of what a reader does, the focus in the evidence, links to parts far
// down.
import { mended, overwrite } from "../address.js";
import { boxOf } from "../component.js";
import { makeButton } from "../dom.js";
import { followEvidence } from "./evidence_focus.js";
import { openFarDown } from "./far_down.js";
import "./history.js";

/**
 * @typedef {object} Data
 * @property {[aim: string, label: string][]} ways
 * @property {import("../address.js").Mending[]} drop
 * @property {string} sidebar What the button is called that brings it back.
 */

/** @type {Record<string, string>} */
const AIMS = {
  menu: ':is([data-testid="stTopNavLinkContainer"] a, [data-testid="stHeader"] :is(a, button))',
  page: '[data-testid="stMain"]',
};
// Where Escape has a work of its own.
const USES_ESCAPE = [
  'input:not([type="range"], [type="checkbox"], [type="radio"])',
  "textarea, select",
  '[aria-haspopup][aria-expanded="true"]',
  '[role="listbox"], [role="dialog"], [role="menu"]',
].join(", ");

/** @param {import("../component.js").Component<Data>} component */
export default function drawKeys({ data, parentElement }) {
  const ways = data.ways.map(([aim, label]) => makeButton(label, () => goTo(aim), { class: "way" }));
  boxOf(parentElement).replaceChildren(...ways);
  overwrite(mended(location.href, data.drop));
  const watching = watchPage(data.sidebar);
  document.addEventListener("keydown", closeEvidence);
  openFarDown();
  return () => {
    watching.disconnect();
    document.removeEventListener("keydown", closeEvidence);
  };
}

/** @param {string} aim */
const goTo = (aim) => {
  const target = /** @type {HTMLElement | null} */ (document.querySelector(AIMS[aim]));
  if (aim === "page") target?.setAttribute("tabindex", "-1");
  target?.focus();
};

/** @param {KeyboardEvent} event */
const closeEvidence = (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  if (event.composedPath().some((each) => each instanceof Element && each.matches(USES_ESCAPE))) return;
  const close = /** @type {HTMLElement | null} */ (
    document.querySelector(".st-key-ev-close button:not([disabled])")
  );
  close?.click();
};

/** @param {string} sidebar What the button is called that brings it back; Streamlit's name is another. */
const watchPage = (sidebar) => {
  const mend = () => {
    document.querySelector('[data-testid="stExpandSidebarButton"]')?.setAttribute("aria-label", sidebar);
    followEvidence();
  };
  const watching = new MutationObserver(mend);
  const page = document.querySelector('[data-testid="stApp"]') ?? document.body;
  watching.observe(page, { childList: true, subtree: true });
  mend();
  return watching;
};
