// Saves the picture beside it as PNG or SVG; the browser draws the file as it is seen, no server takes part.
// A picture that travels alone tells what it shows, what the filters left, whose claims they are, and where
// it comes from.
import { here } from "../address.js";
import { linesOf, tablesShown } from "../captions.js";
import { boxOf, partOfPage } from "../component.js";
import { handOver, make, makeButton, makeCanvas, makeShape } from "../dom.js";
import { chartAsSvg, drawnAsSvg, listAsSvg, makeSvg } from "./svg_copy.js";

/** @typedef {{ chart: string, name: string, label: string, missing: string }} Data */
/** @typedef {HTMLElement & { layout: { meta?: { credit?: string } } }} Plot A chart of Plotly. */
/** @typedef {{ ground: string, ink: string }} Look */
/** @typedef {"png" | "svg"} Format */

/** @type {Format[]} */
const FORMATS = ["png", "svg"];
// Of all lines that are broken here: a font that the file may lack has other widths.
const PLAIN = "Arial, Helvetica, sans-serif";
const EDGE = 14;
const LEAST_WIDTH = 480;
const TITLE = { size: 19, line: 25, weight: 650 };
const FOOT = { size: 13, line: 18 };
const SHARPER = 2; // times, in a file of pixels

/** @param {import("../component.js").Component<Data>} component */
export default function drawPictureButtons({ data, parentElement }) {
  const said = make("p", { class: "quiet", role: "status" });
  const save = (/** @type {Format} */ format) => {
    const found = pictureIn(partOfPage(data.chart));
    said.textContent = found ? "" : data.missing;
    if (!found) return;
    const text = withWords(found.picture, found.title, found.credit, lookOf(parentElement.host));
    void saveAs(text, `${data.name}-${tablesShown().version}`, format);
  };
  const buttons = FORMATS.map((format) => {
    const label = format.toUpperCase();
    return makeButton(label, () => save(format), { class: "save", title: `${data.label} (${label})` });
  });
  boxOf(parentElement).replaceChildren(make("span", { class: "quiet" }, data.label), ...buttons, said);
}

/**
 * The chart or the list in a part of the page, as SVG with its title and credit; null where there is none
 * yet.
 *
 * @param {HTMLElement | null} part
 */
const pictureIn = (part) => {
  if (!part) return null;
  const title = titleOf(part);
  const plot = /** @type {Plot | null} */ (part.querySelector(".js-plotly-plot"));
  if (plot) return { picture: chartAsSvg(plot), title, credit: plot.layout.meta?.credit };
  for (const { shadowRoot } of part.querySelectorAll("*")) {
    const list = /** @type {HTMLElement | null | undefined} */ (shadowRoot?.querySelector(".box"));
    if (!list) continue;
    const chart = /** @type {SVGSVGElement | null} */ (list.querySelector("svg.chart"));
    return { picture: chart ? drawnAsSvg(chart) : listAsSvg(list), title, credit: list.dataset.credit };
  }
  return null;
};

/** @param {Element} part @returns {string} The heading that it stands under. */
const titleOf = (part) => {
  const headings = [...document.querySelectorAll('[data-testid="stMain"] :is(h1, h2)')];
  const before = headings.filter(
    (heading) => heading.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return before[before.length - 1]?.textContent ?? "";
};

/** @param {Element} element @returns {Look} The theme's colours. */
const lookOf = (element) => {
  const theme = getComputedStyle(element);
  const color = (/** @type {string} */ name) => theme.getPropertyValue(`--st-${name}-color`).trim();
  return { ground: color("background"), ink: color("text") };
};

/** @param {string | undefined} credit @returns {string[]} What is said below a picture. */
const footOf = (credit) => {
  const { left, version } = tablesShown();
  const origin = `Bakhmut, as reported: what was written, not facts. Tables of version ${version}.`;
  return [left, credit ?? "", origin, here()].filter(Boolean);
};

/** @param {string} text @param {number} size @param {number} width */
const broken = (text, size, width) => {
  const { pen } = makeCanvas(1, 1);
  pen.font = `600 ${size}px ${PLAIN}`;
  return linesOf(pen, text, width);
};

/**
 * The file's text: a picture between its title and where it comes from.
 *
 * @param {SVGElement} picture
 * @param {string} title
 * @param {string | undefined} credit
 * @param {Look} look
 */
const withWords = (picture, title, credit, { ground, ink }) => {
  const [across, down] = ["width", "height"].map((side) => Number(picture.getAttribute(side)));
  const width = Math.max(across, LEAST_WIDTH);
  const head = broken(title, TITLE.size, width);
  const foot = footOf(credit).flatMap((text) => broken(text, FOOT.size, width));
  const top = TITLE.line * head.length + 8;
  const height = top + down + 14 + FOOT.line * foot.length + 4;
  const titleLook = { fill: ink, "font-size": `${TITLE.size}px`, "font-weight": TITLE.weight };
  const footLook = { fill: ink, "font-size": `${FOOT.size}px`, "fill-opacity": 0.86 };
  picture.setAttribute("y", String(top));
  const svg = makeSvg(width + 2 * EDGE, height + 2 * EDGE);
  svg.setAttribute("viewBox", `${-EDGE} ${-EDGE} ${width + 2 * EDGE} ${height + 2 * EDGE}`);
  svg.append(
    makeShape("rect", { x: -EDGE, y: -EDGE, width: "100%", height: "100%", fill: ground }),
    ...makeLines(head, 18, TITLE.line, titleLook),
    picture,
    ...makeLines(foot, top + down + 26, FOOT.line, footLook),
  );
  // Plotly names the parts of a chart by the page's address, which the file has not.
  return new XMLSerializer().serializeToString(svg).replace(/url\((&quot;|')?[^'"&#)]*#/g, "url($1#");
};

/**
 * @param {string[]} lines
 * @param {number} from Where the first stands.
 * @param {number} step
 * @param {import("../dom.js").Attributes} look
 */
const makeLines = (lines, from, step, look) =>
  lines.map((line, at) =>
    makeShape("text", { x: 0, y: from + step * at, "font-family": PLAIN, ...look }, line),
  );

/** @param {string} text @param {string} name @param {Format} format */
const saveAs = async (text, name, format) => {
  const file = new Blob([text], { type: "image/svg+xml" });
  if (format === "svg") {
    handOver(file, `${name}.svg`);
    return;
  }
  const address = URL.createObjectURL(file);
  const image = new Image();
  image.src = address;
  await image.decode();
  const { canvas, pen } = makeCanvas(image.width * SHARPER, image.height * SHARPER);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((pixels) => pixels && handOver(pixels, `${name}.png`));
  URL.revokeObjectURL(address);
};
