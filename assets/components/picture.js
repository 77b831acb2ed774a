// Saves the picture beside it as PNG or SVG; the browser draws the file as it is seen, no server takes part. A picture
// that travels alone tells what it shows, what the filters left, whose claims they are, and where it comes from.
const FORMATS = ["png", "svg"];
const SVG = "http://www.w3.org/2000/svg";
const FONT = "'Source Sans', 'Source Sans 3', Arial, Helvetica, sans-serif";
const PLAIN = "Arial, Helvetica, sans-serif"; // of every line that is broken here: a font the file may lack has other widths
const EDGE = 14;
const NOT_IN_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const shape = (name, attributes, text) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text.replace(NOT_IN_XML, "\ufffd");
  return element;
};

const seen = (color) => color && !/^transparent$|^rgba\(.*, 0\)$|\/ 0\)$/.test(color);

// The lines in which a text stands, each with its place: a browser tells the place of a word, not of a line.
const lines = (node) => {
  const found = [], range = document.createRange();
  for (const word of node.data.matchAll(/\S+\s?/g)) {
    range.setStart(node, word.index); range.setEnd(node, word.index + word[0].trimEnd().length);
    const place = range.getBoundingClientRect(), last = found.at(-1);
    if (!place.width) continue;
    if (last && Math.abs(last.top - place.top) < 2) { last.text += word[0]; last.right = place.right; }
    else found.push({ text: word[0], left: place.left, right: place.right, top: place.top, height: place.height });
  }
  return found;
};

// What stands in an element, as shapes: boxes with their colours and lines below, and every line of text.
const shapes = (element, origin, faded = 1) => {
  const style = getComputedStyle(element), place = element.getBoundingClientRect();
  if (style.display === "none" || style.visibility === "hidden" || /inset\(50%\)/.test(style.clipPath)) return [];
  const opacity = faded * Number(style.opacity), at = (x, y) => ({ x: (x - origin.left).toFixed(1), y: (y - origin.top).toFixed(1) });
  if (element.namespaceURI === SVG) {
    if (element.localName !== "rect" || !place.width || !place.height) return [...element.children].flatMap((child) => shapes(child, origin, opacity));
    return [shape("rect", { ...at(place.left, place.top), width: place.width, height: place.height, fill: style.fill, "fill-opacity": style.fillOpacity })];
  }
  const found = [], size = { width: element.offsetWidth, height: element.offsetHeight };
  const fill = seen(style.backgroundColor) ? style.backgroundColor : "none";
  const border = parseFloat(style.borderTopWidth) && seen(style.borderTopColor) ? style.borderTopColor : "none";
  if (place.width && (fill !== "none" || border !== "none")) {
    const middle = { x: (place.left + place.right) / 2 - origin.left, y: (place.top + place.bottom) / 2 - origin.top };
    const turned = style.transform.startsWith("matrix") && Number(style.transform.split(/[(,]/)[2]) ? { transform: `rotate(45 ${middle.x} ${middle.y})` } : {};
    const round = style.borderRadius.endsWith("%") ? size.width / 2 : Math.min(parseFloat(style.borderRadius) || 0, size.height / 2);
    found.push(shape("rect", { x: (middle.x - size.width / 2).toFixed(1), y: (middle.y - size.height / 2).toFixed(1), ...size, rx: round,
      fill, stroke: border, "stroke-width": parseFloat(style.borderTopWidth), opacity, ...turned }));
  }
  if (parseFloat(style.borderBottomWidth) && border === "none" && seen(style.borderBottomColor)) {
    found.push(shape("rect", { ...at(place.left, place.bottom - parseFloat(style.borderBottomWidth)), width: place.width, height: style.borderBottomWidth.replace("px", ""), fill: style.borderBottomColor, opacity }));
  }
  const before = getComputedStyle(element, "::before").content;
  if (/^"/.test(before) && place.width) found.push(shape("text", { ...at(place.left + parseFloat(style.paddingLeft), place.top + 13), fill: style.color, "font-size": "12.8px", "font-weight": 620 }, JSON.parse(before)));
  for (const child of element.childNodes) {
    if (element.localName === "details" && !element.open && child.localName !== "summary") continue;
    if (child.nodeType === Node.ELEMENT_NODE) found.push(...shapes(child, origin, opacity));
    else if (child.nodeType === Node.TEXT_NODE) {
      for (const line of lines(child)) {
        if (style.textOverflow === "ellipsis" && line.right > place.right) {
          line.text = `${line.text.slice(0, Math.floor((line.text.length * (place.right - line.left)) / (line.right - line.left)) - 1)}…`;
          line.right = place.right;
        }
        found.push(shape("text", { ...at(line.left, line.top + line.height * 0.78), fill: style.color, opacity, "font-size": style.fontSize, "font-weight": style.fontWeight,
          "font-style": style.fontStyle, textLength: (line.right - line.left).toFixed(1), lengthAdjust: "spacingAndGlyphs" }, line.text.trimEnd()));
      }
    }
  }
  return found;
};

const svgOf = (width, height, ...content) => {
  const svg = shape("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT });
  svg.append(...content);
  return svg;
};

const listed = (element) => {
  const origin = element.getBoundingClientRect();
  return svgOf(Math.ceil(Math.max(origin.width, element.scrollWidth)), Math.ceil(element.scrollHeight), ...shapes(element, origin));
};

// A chart as it stands, with the theme's ink and the width of each word, for the file has not the page's styles and fonts.
const charted = (plot) => {
  const place = plot.getBoundingClientRect();
  const layers = [...plot.querySelectorAll(".main-svg")].map((layer) => {
    const copy = layer.cloneNode(true), copies = copy.querySelectorAll("text, tspan");
    layer.querySelectorAll("text, tspan").forEach((each, at) => {
      copies[at].style.fill = getComputedStyle(each).fill;
      if (each.firstElementChild) return;
      copies[at].textContent = each.textContent.replace(NOT_IN_XML, "\ufffd");
      const width = each.getComputedTextLength();
      if (width) { copies[at].setAttribute("textLength", width.toFixed(1)); copies[at].setAttribute("lengthAdjust", "spacingAndGlyphs"); }
    });
    copy.removeAttribute("style");
    // A line would keep its width in pixels of the file, which has more of them.
    copy.querySelectorAll("[style*=vector-effect]").forEach((each) => { each.style.vectorEffect = "none"; });
    copy.querySelectorAll(".hoverlayer").forEach((each) => each.remove());
    return copy;
  });
  return svgOf(Math.ceil(place.width), Math.ceil(place.height), ...layers);
};

const broken = (text, size, width) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `600 ${size}px ${PLAIN}`;
  return linesOf(pen, text, width);
};

// The heading that the picture stands under, and what is said below it.
const titleOf = (chart) => [...document.querySelectorAll('[data-testid="stMain"] :is(h1, h2)')]
  .filter((each) => each.compareDocumentPosition(chart) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1)?.textContent ?? "";
const originOf = (credit) => {
  const { textContent, dataset } = statusLine();
  return [textContent, credit, `Bakhmut, as reported: what was written, not facts. Tables of version ${dataset.version}.`, here()].filter(Boolean);
};

const framed = (picture, chart, credit, { ground, ink }) => {
  const [across, down] = ["width", "height"].map((name) => Number(picture.getAttribute(name))), width = Math.max(across, 480);
  const head = broken(titleOf(chart), 19, width), foot = originOf(credit).flatMap((text) => broken(text, 13, width));
  const top = 25 * head.length + 8, height = top + down + 14 + 18 * foot.length + 4;
  const written = (lines, from, step, look) => lines.map((line, at) => shape("text", { x: 0, y: from + step * at, fill: ink, "font-family": PLAIN, ...look }, line));
  picture.setAttribute("y", top);
  const svg = svgOf(width + 2 * EDGE, height + 2 * EDGE);
  svg.setAttribute("viewBox", `${-EDGE} ${-EDGE} ${width + 2 * EDGE} ${height + 2 * EDGE}`);
  svg.append(shape("rect", { x: -EDGE, y: -EDGE, width: "100%", height: "100%", fill: ground }), ...written(head, 18, 25, { "font-size": "19px", "font-weight": 650 }),
    picture, ...written(foot, top + down + 26, 18, { "font-size": "13px", "fill-opacity": 0.86 }));
  // Plotly names the parts of a chart by the page's address, which the file has not.
  return new XMLSerializer().serializeToString(svg).replace(/url\((&quot;|')?[^'"&#)]*#/g, "url($1#");
};

const hand = (address, name) => {
  const link = document.createElement("a"); link.href = address; link.download = name; link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

const saved = async (text, name, format) => {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  if (format === "svg") { hand(address, `${name}.svg`); return; }
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * 2; canvas.height = image.height * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => hand(URL.createObjectURL(blob), `${name}.png`));
  URL.revokeObjectURL(address);
};

export default function ({ data, parentElement }) {
  let box = parentElement.querySelector(".box");
  if (!box) { box = document.createElement("div"); box.className = "box"; parentElement.append(box); }
  const said = document.createElement("p"); said.className = "quiet"; said.setAttribute("role", "status");
  const save = (format) => {
    const chart = document.querySelector(`.st-key-${CSS.escape(data.chart)}`);
    const plot = chart?.querySelector(".js-plotly-plot");
    const list = [...(chart?.querySelectorAll("*") ?? [])].map((each) => each.shadowRoot?.querySelector(".box")).find(Boolean);
    said.textContent = plot || list ? "" : data.missing;
    if (!plot && !list) return;
    const theme = getComputedStyle(parentElement.host ?? parentElement), look = { ground: "background", ink: "text" };
    for (const part in look) look[part] = theme.getPropertyValue(`--st-${look[part]}-color`).trim();
    saved(framed(plot ? charted(plot) : listed(list), chart, plot ? plot.layout.meta?.credit : list.dataset.credit, look), `${data.name}-${statusLine().dataset.version}`, format);
  };
  const buttons = FORMATS.map((format) => {
    const button = document.createElement("button"); button.type = "button"; button.className = "save";
    button.textContent = format.toUpperCase(); button.title = `${data.label} (${format.toUpperCase()})`;
    button.addEventListener("click", () => save(format));
    return button;
  });
  const words = document.createElement("span"); words.className = "quiet"; words.textContent = data.label;
  box.replaceChildren(words, ...buttons, said);
}
