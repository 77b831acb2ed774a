// Pictures to save: the map of a day as it stands, and the whole period as one small map a month.
const PERIOD = { columns: 4, map: [500, 442], gap: 28, margin: 44, head: 132, caption: 66, foot: 196, ratio: 2 };
const MOST_TOLD = 3; // claims
const NOT_A_FACT = "An estimate from dated control of settlements, not a fact. Each day uses only what was dated by then: no hindsight.";

const sheetOf2d = (width, height, ratio, paper) => {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.fillStyle = paper; pen.fillRect(0, 0, width, height);
  return { canvas, pen };
};
const writer = (pen, font, ink) => (text, x, y, size, { weight = 400, width, align = "left", color = ink } = {}) => {
  pen.font = `${weight} ${size}px ${font}`; pen.fillStyle = color; pen.textAlign = align;
  pen.fillText(text, x, y, width);
};

// The map with its day, its legend in words and its credit.
const dayPicture = (map, { frames, day, deck, credit, width, font }) => {
  const ratio = map.width / width, height = map.height / ratio;
  const measure = document.createElement("canvas").getContext("2d");
  const broken = (size, weight, ...texts) => { measure.font = `${weight} ${size}px ${font}`; return texts.flatMap((text) => linesOf(measure, text, width - 20)); };
  const head = broken(17, 600, `The front about Bakhmut, ${frames.words(day)}: an estimate, not a fact`);
  const foot = broken(12, 400,
    "Hatched: estimated Russian-held; dots: uncertainty. Solid marks: reference (square Russian-held, circle Ukrainian-held; paler: unverified). Hollow marks: claims of documents.",
    "The estimate uses only what was dated by this day: no hindsight.", claimsOf(frames.iso(day)), credit, ...originOf(frames.iso(day)));
  const top = 12 + 22 * head.length;
  const { canvas, pen } = sheetOf2d(width, top + height + 16 + 16 * foot.length, ratio, deck.paper);
  pen.drawImage(map, 0, top, width, height);
  const write = writer(pen, font, deck.ink);
  head.forEach((line, at) => write(line, 10, 23 + 22 * at, 17, { weight: 600 }));
  foot.forEach((line, at) => write(line, 10, top + height + 20 + 16 * at, 12));
  return canvas;
};

// The hollow marks of a day in words, each with its speaker and outlet.
const claimsOf = (day) => {
  const shown = (new URL(location.href).searchParams.get("ly") || "doc").split(",").includes("doc");
  const found = shown ? (globalThis[CLAIMS]?.claims ?? []).filter(({ first, last }) => first <= day && day <= last) : [];
  const more = found.length > MOST_TOLD ? `; and ${found.length - MOST_TOLD} more` : "";
  return found.length ? `Claims of documents for this day: ${found.slice(0, MOST_TOLD).map(({ what, who }) => `${what}, ${who}`).join("; ")}${more}.` : "";
};

// What the filters left, the version of the tables and the address: a picture may travel alone.
const originOf = (day) => {
  const address = new URL(here()), { textContent, dataset } = statusLine();
  if (day) address.searchParams.set("day", day);
  return [day ? textContent : "", `Bakhmut, as reported; tables of version ${dataset.version}; ${address.href}`];
};

// One small map for the last day of each month, all with one ground, under one legend.
const periodPicture = async ({ frames, deck, credit, font }) => {
  const { columns, map: [across, down], gap, margin, head, caption, foot, ratio } = PERIOD;
  const days = monthEnds(frames);
  const rows = Math.ceil(days.length / columns);
  const width = 2 * margin + columns * across + (columns - 1) * gap;
  const height = head + rows * (down + caption) + foot;
  const { canvas, pen } = sheetOf2d(width, height, ratio, deck.paper);
  const write = writer(pen, font, deck.ink);
  write("The front about Bakhmut, month by month: an estimate", margin, 62, 36, { weight: 650 });
  write(`${frames.words(0)} to ${frames.words(frames.days - 1)}. ${NOT_A_FACT}`, margin, 98, 19, { width: width - 2 * margin });
  const ground = await groundOf(frames, deck, across, down, ratio, font);
  const looks = looksOf(deck);
  days.forEach((day, at) => {
    const x = margin + (at % columns) * (across + gap), y = head + Math.floor(at / columns) * (down + caption);
    const small = sheetOf2d(across, down, ratio, deck.paper);
    small.pen.drawImage(ground.canvas, 0, 0, across, down);
    paintEstimate(small.pen, frames, day, looks, ground.where);
    small.pen.drawImage(ground.names, 0, 0, across, down);
    pen.drawImage(small.canvas, x, y, across, down);
    pen.strokeStyle = deck.ink; pen.lineWidth = 1; pen.strokeRect(x, y, across, down);
    write(frames.words(day), x, y + down + 26, 21, { weight: 620 });
    write(areaOf(frames, day, at ? days[at - 1] : null), x + across, y + down + 26, 18, { align: "right" });
  });
  drawKeys(pen, write, looks, { x: margin, y: height - foot + 34, ratio });
  const { south, west, north, east } = corners(frames);
  write(`Each map: ${south}–${north}° N, ${west}–${east}° E; area in km² within it. ${credit.replace("; drawn by deck.gl", "")}`, margin, height - 52, 17, { width: width - 2 * margin });
  write(originOf("").join(""), margin, height - 24, 17, { width: width - 2 * margin });
  return canvas;
};

const monthEnds = (frames) => Array.from({ length: frames.days }, (_, day) => day)
  .filter((day) => day + 1 === frames.days || frames.iso(day + 1).endsWith("-01"));

const areaOf = (frames, day, before) => {
  const area = frames.measures(day).russian_sq_km;
  const words = `Russian-held: ${Math.round(area).toLocaleString("en")} km²`;
  if (before === null) return words;
  const more = Math.round(area) - Math.round(frames.measures(before).russian_sq_km);
  return `${words} (${more < 0 ? "−" : more > 0 ? "+" : "±"}${Math.abs(more).toLocaleString("en")})`;
};

const corners = ({ box: [west, south, east, north] }) => ({ west, south, east, north });

// The base map and the bigger towns, drawn once for all the small maps.
const groundOf = async (frames, deck, across, down, ratio, font) => {
  const { west, south, east, north } = corners(frames);
  const [left, top] = projected([west, north]), [right, low] = projected([east, south]);
  const zoom = UNIT_ZOOM + Math.log2(Math.min(across / (right - left), down / (low - top)));
  const middle = Math.atan(Math.sinh(Math.PI * (1 - (top + low) / WORLD))) * 180 / Math.PI;
  const where = placed(frames, { view: { longitude: (west + east) / 2, latitude: middle, zoom }, width: across, height: down, ratio });
  const { canvas, pen } = sheetOf2d(across, down, ratio, deck.paper);
  pen.setTransform(where.scale, 0, 0, where.scale, where.left, where.top);
  for (const layer of deck.layers.filter(({ data }) => typeof data === "string")) {
    const path = new Path2D();
    for (const { geometry } of await piecesOf(layer.data)) for (const part of geometry.type === "Polygon" ? geometry.coordinates : [geometry.coordinates]) frames.trace(path, part);
    if (layer.getFillColor) { pen.fillStyle = cssColor(layer.getFillColor); pen.fill(path, "evenodd"); continue; }
    const width = layer.getLineWidth * 0.7 * ratio / where.scale;
    pen.setLineDash((layer.getDashArray ?? []).map((dash) => dash * width));
    pen.strokeStyle = cssColor(layer.getLineColor); pen.lineWidth = width; pen.stroke(path);
  }
  const names = sheetOf2d(across, down, ratio, "rgba(0, 0, 0, 0)");
  names.pen.font = `600 14px ${font}`; names.pen.textAlign = "center";
  const pointOf = (at) => projected(at).map((each, axis) => ((each - frames.origin[axis]) * where.scale + (axis ? where.top : where.left)) / ratio);
  // A name that the map's edge would cut off is left out.
  const fits = (town) => { const [x, y] = pointOf(town.at), half = names.pen.measureText(town.text).width / 2 + 2; return x > half && x < across - half && y > 24 && y < down - 4; };
  const towns = frames.places.filter((place) => place.whole && place.people >= 10_000)
    .map((place) => ({ at: place.at, text: place.label, size: 9, rank: rankOf(place) })).filter(fits).sort((a, b) => b.rank - a.rank);
  for (const town of fittingNames(towns, zoom)) {
    const [x, y] = pointOf(town.at);
    names.pen.beginPath(); names.pen.arc(x, y, 3.4, 0, 2 * Math.PI);
    names.pen.fillStyle = deck.ink; names.pen.fill();
    names.pen.lineWidth = 4; names.pen.lineJoin = "round"; names.pen.strokeStyle = deck.paper; names.pen.strokeText(town.text, x, y - 8);
    names.pen.fillText(town.text, x, y - 8);
  }
  return { canvas, names: names.canvas, where };
};

// What the tints, hatchings and lines of the small maps mean.
const drawKeys = (pen, write, looks, { x, y, ratio }) => {
  const named = { russia: "estimated Russian-held", ukraine: "estimated Ukrainian-held", contested: "contested", band: "uncertainty: the line may lie anywhere in it", line: "estimated front line" };
  let left = x;
  for (const look of looks.filter(({ id }) => named[id])) {
    pen.save();
    if (look.width) { pen.strokeStyle = cssColor(look.color); pen.lineWidth = look.width; pen.beginPath(); pen.moveTo(left, y); pen.lineTo(left + 44, y); pen.stroke(); } else {
      pen.fillStyle = inkOf(pen, look, { scale: ratio, ratio, left: 0, top: 0 });
      pen.fillRect(left, y - 14, 44, 28);
      pen.strokeStyle = cssColor(look.color); pen.lineWidth = 0.7; pen.strokeRect(left, y - 14, 44, 28);
    }
    pen.restore();
    write(named[look.id], left + 54, y + 6, 19);
    left += 54 + pen.measureText(named[look.id]).width + 36;
  }
};
