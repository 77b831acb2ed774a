// A part of the page as SVG, as it is seen: the file has neither the page's styles nor its fonts.
import { isShape, makeShape, textForXml } from "../dom.js";

const FONT = "'Source Sans', 'Source Sans 3', Arial, Helvetica, sans-serif";
const HIDDEN = /inset\(50%\)/; // words for a screen reader alone
const UNSAVED = "unsaved"; // the class of what does something on the page, and nothing in a file
const UNSEEN = /^transparent$|^rgba\(.*, 0\)$|\/ 0\)$/;
const BASELINE = 0.78; // of a line's height, below its top

/** @typedef {{ left: number, top: number }} Corner From which the shapes are counted. */
/** @typedef {{ text: string, left: number, right: number, top: number, height: number }} Line */

/**
 * An SVG of that size in pixels.
 *
 * @param {number} width
 * @param {number} height
 * @param {...Node} content
 */
export const makeSvg = (width, height, ...content) => {
  const view = { viewBox: `0 0 ${width} ${height}`, "font-family": FONT };
  const svg = makeShape("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, ...view });
  svg.append(...content);
  return svg;
};

/**
 * A list or a strip, all of it, as it stands.
 *
 * @param {HTMLElement} list
 */
export const listAsSvg = (list) => {
  const origin = list.getBoundingClientRect();
  const width = Math.ceil(Math.max(origin.width, list.scrollWidth));
  return makeSvg(width, Math.ceil(list.scrollHeight), ...shapesOf(list, origin));
};

/**
 * A chart of Plotly with the theme's ink and the width of each word.
 *
 * @param {HTMLElement} plot
 */
export const chartAsSvg = (plot) => {
  const { width, height } = plot.getBoundingClientRect();
  const layers = /** @type {SVGElement[]} */ ([...plot.querySelectorAll(".main-svg")]);
  return makeSvg(Math.ceil(width), Math.ceil(height), ...layers.map(copyOf));
};

/** What a style sheet says of a shape, which a file has no sheet for. */
const LOOK = [
  ...["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray"],
  ...["font-size", "font-weight", "text-anchor", "visibility"],
];

/**
 * A drawing of SVG as it is seen, with what style sheets say of it.
 *
 * @param {SVGSVGElement} drawing
 */
export const drawnAsSvg = (drawing) => {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = /** @type {SVGElement} */ (drawing.cloneNode(true));
  const copies = copy.querySelectorAll("*");
  drawing.querySelectorAll("*").forEach((original, at) => {
    const style = getComputedStyle(original);
    for (const name of LOOK) copies[at].setAttribute(name, style.getPropertyValue(name));
    if (original instanceof SVGTextContentElement)
      copies[at].textContent = textForXml(original.textContent ?? "");
  });
  return makeSvg(Math.ceil(width), Math.ceil(height), copy);
};

/** @param {SVGElement} layer */
const copyOf = (layer) => {
  const copy = /** @type {SVGElement} */ (layer.cloneNode(true));
  const words = "text, tspan";
  const copies = /** @type {NodeListOf<SVGElement>} */ (copy.querySelectorAll(words));
  const originals = /** @type {NodeListOf<SVGTextContentElement>} */ (layer.querySelectorAll(words));
  originals.forEach((original, at) => copyWords(original, copies[at]));
  copy.removeAttribute("style");
  // A line would keep its width in pixels of the file, which has more of them.
  const lines = /** @type {NodeListOf<SVGElement>} */ (copy.querySelectorAll("[style*=vector-effect]"));
  for (const line of lines) line.style.setProperty("vector-effect", "none");
  for (const hover of copy.querySelectorAll(".hoverlayer")) hover.remove();
  return copy;
};

/** @param {SVGTextContentElement} original @param {SVGElement} copy */
const copyWords = (original, copy) => {
  copy.style.fill = getComputedStyle(original).fill;
  if (original.firstElementChild) return;
  copy.textContent = textForXml(original.textContent ?? "");
  const width = original.getComputedTextLength();
  if (!width) return;
  copy.setAttribute("textLength", width.toFixed(1));
  copy.setAttribute("lengthAdjust", "spacingAndGlyphs");
};

/**
 * What stands in an element, as shapes: boxes with their colours and lines below, and every line of text.
 *
 * @param {Element} element
 * @param {Corner} origin
 * @param {number} [faded] How opaque is what it stands in.
 * @returns {SVGElement[]}
 */
const shapesOf = (element, origin, faded = 1) => {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden" || HIDDEN.test(style.clipPath)) return [];
  if (element.classList.contains(UNSAVED)) return [];
  const opacity = faded * Number(style.opacity);
  if (!(element instanceof HTMLElement)) return copiedShapes(element, style, origin, opacity);
  return [
    ...boxShapes(element, style, origin, opacity),
    ...headShapes(element, style, origin),
    ...contentShapes(element, style, origin, opacity),
  ];
};

/**
 * The bars of a histogram, which is SVG already.
 *
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {Corner} origin
 * @param {number} opacity
 * @returns {SVGElement[]}
 */
const copiedShapes = (element, style, origin, opacity) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  if (!isShape(element) || element.localName !== "rect" || !width || !height) {
    return [...element.children].flatMap((child) => shapesOf(child, origin, opacity));
  }
  const look = { fill: style.fill, "fill-opacity": style.fillOpacity };
  return [makeShape("rect", { ...placed(left, top, origin), width, height, ...look })];
};

/** @param {number} left @param {number} top @param {Corner} origin */
const placed = (left, top, origin) => ({
  x: (left - origin.left).toFixed(1),
  y: (top - origin.top).toFixed(1),
});

/** @param {string} color @returns {string} The colour, "none" for one that cannot be seen. */
const seen = (color) => (color && !UNSEEN.test(color) ? color : "none");

/**
 * The ground and border of an element, or the line below it.
 *
 * @param {HTMLElement} element
 * @param {CSSStyleDeclaration} style
 * @param {Corner} origin
 * @param {number} opacity
 */
const boxShapes = (element, style, origin, opacity) => {
  const shapes = [];
  const { left, right, top, bottom, width } = element.getBoundingClientRect();
  const fill = seen(style.backgroundColor);
  const border = parseFloat(style.borderTopWidth) ? seen(style.borderTopColor) : "none";
  if (width && (fill !== "none" || border !== "none")) {
    const middle = { x: (left + right) / 2 - origin.left, y: (top + bottom) / 2 - origin.top };
    const look = { fill, stroke: border, "stroke-width": parseFloat(style.borderTopWidth), opacity };
    shapes.push(makeShape("rect", { ...turnedBox(element, style, middle), ...look }));
  }
  const line = parseFloat(style.borderBottomWidth);
  const ink = seen(style.borderBottomColor);
  if (line && border === "none" && ink !== "none") {
    const place = placed(left, bottom - line, origin);
    const size = { width, height: style.borderBottomWidth.replace("px", "") };
    shapes.push(makeShape("rect", { ...place, ...size, fill: ink, opacity }));
  }
  return shapes;
};

/**
 * The box of an element about its middle, with round corners; marks that stand on a corner are turned.
 *
 * @param {HTMLElement} element
 * @param {CSSStyleDeclaration} style
 * @param {{ x: number, y: number }} middle
 */
const turnedBox = (element, style, { x, y }) => {
  const { offsetWidth: width, offsetHeight: height } = element;
  const round = Math.min(parseFloat(style.borderRadius) || 0, height / 2);
  const isTurned = style.transform.startsWith("matrix") && Number(style.transform.split(/[(,]/)[2]);
  return {
    x: (x - width / 2).toFixed(1),
    y: (y - height / 2).toFixed(1),
    width,
    height,
    rx: style.borderRadius.endsWith("%") ? width / 2 : round,
    transform: isTurned ? `rotate(45 ${x} ${y})` : null,
  };
};

/**
 * What the style sheet writes before an element: the name of a source in a narrow matrix.
 *
 * @param {HTMLElement} element
 * @param {CSSStyleDeclaration} style
 * @param {Corner} origin
 */
const headShapes = (element, style, origin) => {
  const words = getComputedStyle(element, "::before").content;
  const { left, top, width } = element.getBoundingClientRect();
  if (!words.startsWith('"') || !width) return [];
  const place = placed(left + parseFloat(style.paddingLeft), top + 13, origin);
  const look = { fill: style.color, "font-size": "12.8px", "font-weight": 620 };
  return [makeShape("text", { ...place, ...look }, JSON.parse(words))];
};

/**
 * What an element contains; of what is folded, the summary alone.
 *
 * @param {HTMLElement} element
 * @param {CSSStyleDeclaration} style
 * @param {Corner} origin
 * @param {number} opacity
 * @returns {SVGElement[]}
 */
const contentShapes = (element, style, origin, opacity) => {
  const folded = element instanceof HTMLDetailsElement && !element.open;
  const shown = [...element.childNodes].filter((child) => !folded || child.nodeName === "SUMMARY");
  return shown.flatMap((child) => {
    if (child instanceof Element) return shapesOf(child, origin, opacity);
    return child instanceof Text ? wordShapes(child, element, style, origin, opacity) : [];
  });
};

/**
 * The lines of a text; one that the page cuts off ends in dots.
 *
 * @param {Text} text
 * @param {HTMLElement} element
 * @param {CSSStyleDeclaration} style
 * @param {Corner} origin
 * @param {number} opacity
 */
const wordShapes = (text, element, style, origin, opacity) => {
  const edge = element.getBoundingClientRect();
  const look = {
    fill: style.color,
    opacity,
    "font-size": style.fontSize,
    "font-weight": style.fontWeight,
    "font-style": style.fontStyle,
    lengthAdjust: "spacingAndGlyphs",
  };
  return linesIn(text).map((line) => {
    const shown = style.textOverflow === "ellipsis" && line.right > edge.right ? cutAt(line, edge) : line;
    const place = placed(shown.left, shown.top + shown.height * BASELINE, origin);
    const textLength = (shown.right - shown.left).toFixed(1);
    return makeShape("text", { ...place, ...look, textLength }, shown.text.trimEnd());
  });
};

/** @param {Line} line @param {{ left: number, right: number }} edge @returns {Line} */
const cutAt = (line, { left, right }) => {
  const share = (right - left) / (line.right - line.left);
  return { ...line, right, text: `${line.text.slice(0, Math.floor(line.text.length * share) - 1)}…` };
};

/**
 * The lines in which a text stands, each with its place: a browser tells the place of a word, not of a line.
 *
 * @param {Text} text
 */
const linesIn = (text) => {
  /** @type {Line[]} */
  const lines = [];
  const range = document.createRange();
  const place = (/** @type {number} */ start, /** @type {number} */ end) => {
    range.setStart(text, start);
    range.setEnd(text, end);
    return range;
  };
  const add = (/** @type {number} */ start, /** @type {string} */ word) => {
    const { left, right, top, width, height } = place(
      start,
      start + word.trimEnd().length,
    ).getBoundingClientRect();
    const last = lines[lines.length - 1];
    if (last && !word.trim()) last.text += word;
    if (!width) return;
    if (last && Math.abs(last.top - top) < 2) Object.assign(last, { text: last.text + word, right });
    else lines.push({ text: word, left, right, top, height });
  };
  for (const word of text.data.matchAll(/\S+\s?/g)) {
    const { index } = word;
    // A word is broken at its hyphen or, where it has no room, anywhere: its parts stand in two lines.
    const parts =
      place(index, index + word[0].trimEnd().length).getClientRects().length > 1 ? [...word[0]] : word;
    let at = index;
    for (const part of parts) {
      add(at, part);
      at += part.length;
    }
  }
  return lines;
};
