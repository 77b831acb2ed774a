// All of Ukraine with every place that documents name, drawn by the map's own library: another one would be
// fetched for this picture alone.
import { boxOf } from "../component.js";
import { make } from "../dom.js";
import { libraryFor, revive } from "./deck.js";
import { fetchJson } from "./files.js";
import { themeOf } from "./theme.js";

/** @typedef {import("./deck.js").Layer} Layer */
/** @typedef {import("./deck.js").Library} Library */
/** @typedef {import("../address.js").MapView} MapView */
/** @typedef {{ claim_id: string, place: string, said: string }} Place */
/**
 * @typedef {object} Data
 * @property {{ layers: Layer[], initialViewState: MapView }} deck As Python writes it.
 * @property {string} decks The address of the Deck that has the base map.
 * @property {string} library
 * @property {string} alt
 */
/** @typedef {Pick<import("./canvases.js").Deck, "setProps" | "finalize" | "getCanvas">} Canvas */

const MISSING = "This browser cannot draw the map. The list has every place that it shows.";

/** @type {WeakMap<ShadowRoot, Promise<Canvas>>} */
const drawn = new WeakMap();

/** @param {import("../component.js").Component<Data>} component */
export default async function drawPlaces({ data, parentElement: root, setTriggerValue }) {
  const box = boxOf(root);
  box.classList.add("places-map");
  try {
    const gl = await libraryFor(data.library);
    const theme = themeOf(box);
    const { layers: written, paper } = (await fetchJson(data.decks))[theme];
    const base = await baseLayers(gl, written);
    const layers = [...base, ...data.deck.layers.map((layer) => revive(gl, layer))];
    const canvas = drawn.get(root) ?? makeMap(gl, box, data);
    drawn.set(root, canvas);
    (await canvas).setProps({
      layers,
      onClick: (/** @type {{ object?: Place }} */ { object }) =>
        object && setTriggerValue("open", object.claim_id),
    });
    box.style.background = paper;
    box.dataset.drawn = "true";
  } catch (error) {
    const why = error instanceof Error ? ` (${error.message})` : "";
    box.replaceChildren(make("p", { role: "status" }, `${MISSING}${why}`));
  }
  return () => {
    void drawn.get(root)?.then((canvas) => canvas.finalize());
    drawn.delete(root);
  };
}

/**
 * @param {Library} gl
 * @param {HTMLElement} box
 * @param {Data} data
 * @returns {Promise<Canvas>} When it can draw; refused where the browser cannot.
 */
const makeMap = (gl, box, { deck, alt }) =>
  new Promise((resolve, reject) => {
    const canvas = new gl.Deck({
      parent: box,
      width: "100%",
      height: "100%",
      initialViewState: { ...deck.initialViewState, pitch: 0, bearing: 0 },
      views: new gl.MapView({ repeat: false }),
      controller: { scrollZoom: false, dragRotate: false, touchRotate: false, keyboard: true },
      pickingRadius: 6,
      getTooltip: (/** @type {{ object?: Place }} */ { object }) =>
        object ? { text: `${object.place}\n${object.said}`, className: "tip" } : null,
      onError: reject,
      onLoad: () => {
        const drawnOn = canvas.getCanvas();
        drawnOn.removeAttribute("id");
        drawnOn.setAttribute("role", "img");
        drawnOn.setAttribute("aria-label", alt);
        resolve(canvas);
      },
    });
  });

/**
 * What lies under the places, all over the country.
 *
 * @param {Library} gl
 * @param {Layer[]} written
 */
const baseLayers = (gl, written) =>
  Promise.all(
    written
      .filter(({ data }) => typeof data === "string")
      .map(async ({ "@@type": type = "", data, ...props }) => {
        const shapes = await fetchJson(String(data));
        return new gl[type]({ ...revive(gl, props), data: shapes });
      }),
  );
