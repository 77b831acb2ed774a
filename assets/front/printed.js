// The map on paper: a picture of it as it stands, for what WebGL has drawn may be gone when a page is
// printed.
import { make, penOf } from "../dom.js";

/**
 * @param {HTMLElement} place
 * @param {() => HTMLCanvasElement} picture
 * @param {string} label
 * @returns {() => void} Ends it.
 */
export const heedPrinting = (place, picture, label) => {
  /** @type {HTMLCanvasElement | undefined} */
  let printed;
  const after = () => {
    printed?.remove();
    place.classList.remove("on-paper");
  };
  const before = () => {
    after();
    const shown = picture();
    const { width, height } = shown;
    if (!width || !height) return; // the map is not there yet
    printed = make("canvas", { class: "printed", role: "img", "aria-label": label, width, height });
    penOf(printed).drawImage(shown, 0, 0);
    place.append(printed);
    place.classList.add("on-paper");
  };
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return () => {
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
    after();
  };
};
