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
  outline(pen, shape, x, y, 19); pen.globalAlpha = sure ? 1 : 0.5; pen.fillStyle = color; pen.fill(); pen.globalAlpha = 1;
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
  const pen = canvas.getContext("2d");
  const mapping = {};
  names.forEach(([side, what], at) => {
    const x = (at + 0.5) * CELL;
    if (typeof what === "boolean") drawSolid(pen, side, what, x, CELL / 2, paper);
    else drawHollow(pen, side, what, x, CELL / 2, paper);
    mapping[typeof what === "boolean" ? solidIcon(side, what) : hollowIcon(side, what)] =
      { x: at * CELL, y: 0, width: CELL, height: CELL, mask: false };
  });
  return { image: pen.getImageData(0, 0, canvas.width, canvas.height), mapping };
};

// Hatchings tile without a seam: stripes for the Russian-held side, a grid for the contested, dots for the band.
const PATTERNS = ["stripes", "cross", "dots"];
const patternCanvas = () => {
  const canvas = document.createElement("canvas");
  canvas.width = CELL * PATTERNS.length; canvas.height = CELL;
  const pen = canvas.getContext("2d");
  pen.strokeStyle = pen.fillStyle = "#000"; pen.lineWidth = 7;
  PATTERNS.forEach((name, at) => {
    pen.save();
    pen.beginPath(); pen.rect(at * CELL, 0, CELL, CELL); pen.clip();
    pen.translate(at * CELL, 0);
    const half = CELL / 2;
    if (name === "dots") {
      for (const [x, y] of [[16, 16], [48, 48]]) { pen.beginPath(); pen.arc(x, y, 7, 0, 2 * Math.PI); pen.fill(); }
    } else {
      for (let x = -CELL; x <= 2 * CELL; x += half) {
        pen.beginPath(); pen.moveTo(x, CELL); pen.lineTo(x + CELL, 0); pen.stroke();
        if (name === "cross") { pen.beginPath(); pen.moveTo(x, 0); pen.lineTo(x + CELL, CELL); pen.stroke(); }
      }
    }
    pen.restore();
  });
  return canvas;
};
const patternAtlas = () => {
  const canvas = patternCanvas();
  const mapping = Object.fromEntries(PATTERNS.map((name, at) =>
    [name, { x: at * CELL + 1, y: 1, width: CELL - 2, height: CELL - 2 }]));
  return { image: canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height), mapping };
};

const swatch = (draw) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = CELL; canvas.className = "swatch"; canvas.setAttribute("aria-hidden", "true");
  draw(canvas.getContext("2d"));
  return canvas;
};
const areaSwatch = (color, alpha, pattern, strength) => swatch((pen) => {
  pen.fillStyle = color; pen.globalAlpha = alpha; pen.fillRect(0, 8, CELL, CELL - 16);
  if (!pattern) return;
  const tinted = document.createElement("canvas");
  tinted.width = tinted.height = CELL;
  const other = tinted.getContext("2d");
  other.drawImage(patternCanvas(), PATTERNS.indexOf(pattern) * CELL, 8, CELL, CELL - 16, 0, 8, CELL, CELL - 16);
  other.globalCompositeOperation = "source-in"; other.fillStyle = color; other.fillRect(0, 0, CELL, CELL);
  pen.globalAlpha = strength; pen.drawImage(tinted, 0, 0);
});
const lineSwatch = (color, width, dash) => swatch((pen) => {
  pen.strokeStyle = color; pen.lineWidth = width; pen.setLineDash(dash);
  pen.beginPath(); pen.moveTo(0, CELL / 2); pen.lineTo(CELL, CELL / 2); pen.stroke();
});

// Names that fit without touching, the biggest places first.
const fittingNames = (rows, zoom) => {
  const scale = 512 * 2 ** zoom / 360;
  const taken = [], kept = [];
  for (const row of rows) {
    const x = row.at[0] * scale;
    const y = -Math.log(Math.tan(Math.PI / 4 + row.at[1] * Math.PI / 360)) * 180 / Math.PI * scale;
    const half = row.text.length * 3.5 + 5;
    const lift = row.size / 2 + 9;
    const box = [x - half, y - lift - 9, x + half, y - lift + 8];
    if (taken.some(([left, high, right, low]) => box[0] < right && left < box[2] && box[1] < low && high < box[3])) continue;
    taken.push(box, [x - row.size / 2, y - row.size / 2, x + row.size / 2, y + row.size / 2]);
    kept.push({ ...row, offset: [0, -lift] });
  }
  return kept;
};
