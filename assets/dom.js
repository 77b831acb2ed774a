// Elements: the one place that makes them. Text is only ever set as text.

/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */
/** @typedef {Node | string | null | undefined | false} Child */

const SVG = "http://www.w3.org/2000/svg";
// Control characters, halves of pairs and noncharacters: a file of XML that holds one cannot be read.
const NOT_IN_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** @param {Element} element @param {Attributes} attributes */
const setAttributes = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
};

/**
 * An element; an attribute that is null, undefined or false is left out, and so is such a child.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")));
  return element;
};

/**
 * A button that does `press` when it is pressed; its label comes after the children.
 *
 * @param {string} label
 * @param {(event: Event) => void} press
 * @param {Attributes} [attributes]
 * @param {...Child} children
 */
export const makeButton = (label, press, attributes = {}, ...children) => {
  const button = make("button", { type: "button", ...attributes }, ...children, label);
  button.addEventListener("click", press);
  return button;
};

/**
 * A square of a colour beside words; transparent where there is none.
 *
 * @param {string | null | undefined} color
 */
export const makeSwatch = (color) => {
  const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.background = color || "transparent";
  return swatch;
};

/**
 * A shape of SVG with its text; characters that XML does not know are replaced, for it may become a file.
 *
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} attributes
 * @param {string} [text]
 * @returns {SVGElementTagNameMap[Name]}
 */
export const makeShape = (name, attributes, text) => {
  const shape = document.createElementNS(SVG, name);
  setAttributes(shape, attributes);
  if (text !== undefined) shape.textContent = textForXml(text);
  return shape;
};

/** @param {string} text @returns {string} The text with U+FFFD for each character that XML does not know. */
export const textForXml = (text) => text.replace(NOT_IN_XML, "\ufffd");

/** @param {Element} element @returns {boolean} Whether the element is one of SVG. */
export const isShape = (element) => element.namespaceURI === SVG;

/**
 * An empty canvas of so many pixels and its pen; one that is `read` is kept in memory, where reading it is
 * cheap.
 *
 * @param {number} width
 * @param {number} height
 * @param {{ read?: boolean }} [how]
 */
export const makeCanvas = (width, height, { read = false } = {}) => {
  const canvas = make("canvas");
  canvas.width = width;
  canvas.height = height;
  return { canvas, pen: penOf(canvas, read) };
};

/**
 * What draws on a canvas; throws where the browser cannot.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {boolean} [read]
 * @returns {CanvasRenderingContext2D}
 */
export const penOf = (canvas, read = false) => {
  const pen = canvas.getContext("2d", { willReadFrequently: read });
  if (!pen) throw new Error("this browser draws on no canvas");
  return pen;
};

/**
 * Hands a file to the reader, as if a link to it had been pressed.
 *
 * @param {Blob} file
 * @param {string} name
 */
export const handOver = (file, name) => {
  const address = URL.createObjectURL(file);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), LIFE);
};
const LIFE = 10_000; // milliseconds; a slow disk is asked to take the file meanwhile

/**
 * Waits until the browser's next picture is on the screen: until then nothing that takes long should begin.
 */
export const untilPainted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
