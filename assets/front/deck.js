// The description of the map that Python writes, and the library that draws it.
import { make } from "../dom.js";
import { addressOf } from "./files.js";
import { plainLibrary } from "./plain_deck.js";

/** @typedef {import("./hatching.js").Color} Color */
/**
 * A layer in deck.gl's JSON; `data` is the address of a file, or a list that is filled in the browser.
 *
 * @typedef {object} Props
 * @property {string} id
 * @property {string | unknown[]} data
 * @property {Color} [getFillColor]
 * @property {Color} [getColor]
 * @property {Color} [getLineColor]
 * @property {number} [getWidth]
 * @property {number} [getLineWidth]
 * @property {number[]} [getDashArray]
 * @property {{ pattern?: import("./hatching.js").Pattern }[]} [extensions]
 */
/** @typedef {Props & { "@@type"?: string }} Layer */
/** @typedef {{ layers: Layer[], ink: string, paper: string }} Deck For one theme. */
/** @typedef {{ light: Deck, dark: Deck }} Decks */
/** @typedef {Record<string, any>} Library The global name `deck` of deck.gl. */

// deck.gl refuses to live beside another version of itself, which Streamlit brings for its own charts: each
// is kept from seeing the other's global names.
const GLOBALS = ["deck", "luma", "loaders", "mjolnir", "probe", "math"];
const scope = /** @type {Record<string, any>} */ (globalThis);

/** @type {Promise<Library> | null} */
let library = null;

/** @param {string} path @returns {Promise<Library>} deck.gl, loaded once. */
export const loadLibrary = (path) => {
  library ??= new Promise((resolve, reject) => {
    const kept = GLOBALS.map((name) => [name, scope[name]]);
    for (const name of GLOBALS) scope[name] = undefined;
    const giveBack = () => {
      for (const [name, value] of kept) {
        if (value === undefined) delete scope[name];
        else scope[name] = value;
      }
    };
    const script = make("script", { src: addressOf(path) });
    script.onload = () => {
      const own = scope.deck;
      giveBack();
      resolve(own);
    };
    script.onerror = () => {
      giveBack();
      library = null;
      reject(new Error(`${path} cannot be loaded`));
    };
    document.head.append(script);
  });
  return library;
};

/** @type {boolean | undefined} */
let webgl;

/** @returns {boolean} Whether deck.gl can draw here: it asks for the second WebGL. */
export const hasWebgl = () => {
  if (webgl === undefined) {
    const gl = make("canvas").getContext("webgl2");
    gl?.getExtension("WEBGL_lose_context")?.loseContext();
    webgl = gl !== null;
  }
  return webgl;
};

/**
 * What draws the map: deck.gl, or what stands in for it where there is no WebGL or deck.gl cannot be had.
 *
 * @param {string} path
 * @returns {Promise<Library>}
 */
export const libraryFor = async (path) => {
  if (!hasWebgl()) return plainLibrary;
  return loadLibrary(path).catch(() => plainLibrary);
};

/**
 * A value of deck.gl's JSON as deck.gl takes it: "@@=name" reads a field of a row, "@@type" makes an object.
 *
 * @param {Library} gl
 * @param {any} value
 * @returns {any}
 */
export const revive = (gl, value) => {
  if (typeof value === "string" && value.startsWith("@@=")) {
    const field = value.slice(3);
    return (/** @type {Record<string, unknown>} */ row) => row[field];
  }
  if (Array.isArray(value)) return value.map((each) => revive(gl, each));
  if (!value || typeof value !== "object") return value;
  const { "@@type": type, ...rest } = value;
  const made = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, revive(gl, each)]));
  return type ? new gl[type](made) : made;
};

/**
 * @returns {boolean} Whether there is no graphics card: smooth edges and fine pixels then cost more than the
 * rest.
 */
export const isSoft = () => {
  const gl = make("canvas").getContext("webgl");
  const known = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = gl && known ? gl.getParameter(known.UNMASKED_RENDERER_WEBGL) : "";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software/i.test(name);
};
