// Marks and hatchings, drawn once on a canvas each; the legend is drawn with the same strokes.
// A side has a shape of its own, so that nothing hangs on its colour.
const SIDES = {
  Russia: { color: "#D1491C", shape: "square", words: "Russian-held" },
  Ukraine: { color: "#2B78C5", shape: "circle", words: "Ukrainian-held" },
  contested: { color: "#7A7A7A", shape: "triangle", words: "contested" },
};
const SURE = ["confirmed"];
// What a claim's status does to its hollow mark; `asserted` has none.
const DASHES = { claimed: [11, 7], predicted: [2.5, 8], hypothetical: [2.5, 8], past: [2.5, 8] };
const STATUSES = ["asserted", "claimed", "denied", "predicted"];
const CELL = 64;

const outline = (pen, shape, x, y, r) => {
  pen.beginPath();
  if (shape === "square") pen.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
  else if (shape === "circle") pen.arc(x, y, r, 0, 2 * Math.PI);
  else { pen.moveTo(x, y - r * 1.1); pen.lineTo(x + r * 1.05, y + r * 0.8); pen.lineTo(x - r * 1.05, y + r * 0.8); pen.closePath(); }
};

// A solid mark of the reference; one that is not confirmed is paler.
const drawSolid = (pen, side, sure, x, y, paper) => {
  const { color, shape } = SIDES[side];
  outline(pen, shape, x, y, 23); pen.fillStyle = paper; pen.fill();
  outline(pen, shape, x, y, 19); if (!sure) { pen.fillStyle = "#fff"; pen.fill(); } pen.globalAlpha = sure ? 1 : 0.5; pen.fillStyle = color; pen.fill(); pen.globalAlpha = 1;
  if (!sure) { outline(pen, shape, x, y, 18); pen.lineWidth = 3; pen.strokeStyle = color; pen.stroke(); }
};

// A hollow mark of a document: its line tells the status, a stroke through it a denial.
const drawHollow = (pen, side, status, x, y, paper) => {
  const { color, shape } = SIDES[side];
  outline(pen, shape, x, y, 21);
  pen.fillStyle = `${paper}B0`; pen.fill();
  pen.setLineDash([]); pen.lineWidth = 13; pen.strokeStyle = paper; pen.stroke();
  pen.setLineDash(DASHES[status] ?? []); pen.lineCap = status === "predicted" ? "round" : "butt";
  pen.lineWidth = 7; pen.strokeStyle = color; pen.stroke(); pen.setLineDash([]);
  if (status === "denied") { pen.beginPath(); pen.moveTo(x - 16, y + 16); pen.lineTo(x + 16, y - 16); pen.stroke(); }
};

const sureOf = (state) => SURE.includes(state.confidence) && !state.source.includes("unverified");
const solidIcon = (side, sure) => `${side}-${sure ? "sure" : "said"}`;
const hollowIcon = (side, status) => `${side}-${STATUSES.includes(status) ? status : "predicted"}`;

const iconAtlas = (paper) => {
  const names = Object.keys(SIDES).flatMap((side) => [[side, true], [side, false], ...STATUSES.map((status) => [side, status])]);
  const canvas = document.createElement("canvas");
  canvas.width = CELL * names.length; canvas.height = CELL;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const mapping = {};
  names.forEach(([side, what], at) => {
    const x = (at + 0.5) * CELL;
    if (typeof what === "boolean") drawSolid(pen, side, what, x, CELL / 2, paper);
    else drawHollow(pen, side, what, x, CELL / 2, paper);
    mapping[typeof what === "boolean" ? solidIcon(side, what) : hollowIcon(side, what)] =
      { x: at * CELL, y: 0, width: CELL, height: CELL, mask: false };
  });
  return { canvas, image: pen.getImageData(0, 0, canvas.width, canvas.height), mapping };
};

// Hatchings, for the map and for the legend: after how many pixels of the screen they repeat, and what they ink.
const PATTERNS = {
  stripes: { tile: [9, 9], inked: (x, y) => (x + y) % 9 < 2.6 },
  cross: { tile: [8, 8], inked: (x, y) => (x + y) % 8 < 1.8 || (x - y + 800) % 8 < 1.8 },
  dots: { tile: [14, 7], inked: (x, y) => Math.hypot(x % 7 - 3.5, (y + 3.5 * (Math.floor(x / 7) % 2)) % 7 - 3.5) < 1.45 },
};
// Between the strokes of a hatching this part of its strength is left as a tint.
const TINT = { stripes: 0.36, cross: 0.3, dots: 0.1 };

// A mark or a swatch beside words, drawn once for each name: a list has hundreds of the same few.
const swatches = new Map();
const swatch = (name, draw) => {
  if (!swatches.has(name)) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = CELL;
    draw(canvas.getContext("2d"));
    swatches.set(name, canvas.toDataURL());
  }
  return make("img", { class: "swatch", alt: "", src: swatches.get(name) });
};
const solidMark = (side, sure, paper) => swatch(`${side} ${sure} ${paper}`, (pen) => drawSolid(pen, side, sure, CELL / 2, CELL / 2, paper));
const hollowMark = (side, status, paper) => swatch(`${side} ${status} ${paper}`, (pen) => drawHollow(pen, side, status, CELL / 2, CELL / 2, paper));
const ringMark = (ink) => swatch(`ring ${ink}`, (pen) => { outline(pen, "circle", CELL / 2, CELL / 2, 24); pen.lineWidth = 7; pen.strokeStyle = ink; pen.stroke(); });
const areaSwatch = (look) => swatch(`area ${look.color} ${look.pattern}`, (pen) => {
  const ratio = 3.5; // of the swatch's pixels to the screen's
  pen.fillStyle = inkOf(pen, look, { scale: 1, ratio, left: 0, top: 0 });
  pen.fillRect(0, 10, CELL, CELL - 20);
});
const lineSwatch = (color, width, dash) => swatch(`line ${color} ${width} ${dash}`, (pen) => {
  pen.strokeStyle = color; pen.lineWidth = width; pen.setLineDash(dash);
  pen.beginPath(); pen.moveTo(0, CELL / 2); pen.lineTo(CELL, CELL / 2); pen.stroke();
});

// Bakhmut first, whatever else is bigger; then by people.
const rankOf = (place) => place.whole && place.label === "Bakhmut" ? 1e9 : (place.whole ? place.people : 0) || (place.kind === "settlement" ? 50 : 1);

// Names that fit without touching, the biggest places first.
const fittingNames = (rows, zoom) => {
  const scale = 2 ** (zoom - UNIT_ZOOM);
  const taken = [], kept = [];
  for (const row of rows) {
    const [x, y] = projected(row.at).map((each) => each * scale);
    const half = row.text.length * 3.5 + 5;
    const lift = row.size / 2 + 9;
    const box = [x - half, y - lift - 9, x + half, y - lift + 8];
    if (taken.some(([left, high, right, low]) => box[0] < right && left < box[2] && box[1] < low && high < box[3])) continue;
    taken.push(box, [x - row.size / 2, y - row.size / 2, x + row.size / 2, y + row.size / 2]);
    kept.push({ ...row, offset: [0, -lift] });
  }
  return kept;
};
