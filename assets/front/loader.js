// The component: fetches the map's code and style once, and says so meanwhile. The style is kept by the
// browser until its version changes, and no run of the page sends it again.
import { make } from "../dom.js";
import { fetchText } from "./files.js";

/** @typedef {import("./controller.js").Data & { styles: string[] }} Data */
/** @typedef {import("../component.js").Component<Data>} Component */

/** @type {Promise<{ show: typeof import("./page.js").show, sheet: CSSStyleSheet }> | null} */
let fetched = null;

/** @param {string[]} styles */
const fetchAll = async (styles) => {
  const [{ show }, ...looks] = await Promise.all([import("./page.js"), ...styles.map(fetchText)]);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(looks.join("\n"));
  return { show, sheet };
};

/** @param {Component} component */
export default async function drawFront(component) {
  const root = component.parentElement;
  const status = make("p");
  if (!fetched) {
    status.textContent = "The map is being fetched …";
    status.setAttribute("role", "status");
    root.append(status);
    fetched = fetchAll(component.data.styles);
  }
  try {
    const { show, sheet } = await fetched;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    status.remove();
    return show(component);
  } catch (error) {
    fetched = null;
    const message = error instanceof Error ? error.message : String(error);
    status.textContent = `The map cannot be shown: ${message}. The lists and downloads below hold the same.`;
    return undefined;
  }
}
