// The estimate of a day on a canvas of its own: its layers are those of the Deck that Python describes, painted
// without triangles, so that a new day costs some milliseconds even without a graphics card.
const ESTIMATE = ["ukraine", "russia", "contested", "band", "edge", "halo", "line"];

// Colours, widths and hatchings of the estimate's layers, in the order in which they are drawn.
const looksOf = (deck) => deck.layers.filter((layer) => ESTIMATE.includes(layer.id)).map((layer) => ({
  id: layer.id, color: layer.getFillColor ?? layer.getColor, width: layer.getFillColor ? 0 : layer.getWidth,
  pattern: layer.extensions?.[0]?.pattern,
}));
const cssColor = ([red, green, blue, alpha = 255]) => `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`;

// How the shapes of the frames come to lie on a canvas: `view` in its middle, `ratio` of its pixels to the screen's.
const placed = (frames, { view, width, height, ratio }) => {
  const scale = 2 ** (view.zoom - UNIT_ZOOM) * ratio;
  const [x, y] = projected([view.longitude, view.latitude]);
  return { scale, ratio, left: width * ratio / 2 - (x - frames.origin[0]) * scale, top: height * ratio / 2 - (y - frames.origin[1]) * scale };
};

// A hatching as a tile in pixels of a canvas; it repeats without a seam and stands still when the map moves.
const hatchings = new Map();
const hatchingOf = (pen, { pattern, color: [red, green, blue, alpha] }, ratio) => {
  const key = `${pattern} ${red} ${green} ${blue} ${alpha} ${ratio}`;
  if (!hatchings.has(key)) {
    const { tile } = PATTERNS[pattern];
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = tile.map((side) => Math.round(side * ratio));
    const [wide, high] = [tile[0] / canvas.width, tile[1] / canvas.height];
    const draw = canvas.getContext("2d", { willReadFrequently: true }); // kept in memory, from where it is painted
    const pixels = draw.createImageData(canvas.width, canvas.height);
    for (let at = 0; at < canvas.width * canvas.height; at += 1) {
      const strength = coverage(pattern, at % canvas.width * wide, Math.floor(at / canvas.width) * high, wide, high);
      pixels.data.set([red, green, blue, Math.round(alpha * (TINT[pattern] + (1 - TINT[pattern]) * strength))], 4 * at);
    }
    draw.putImageData(pixels, 0, 0);
    hatchings.set(key, pen.createPattern(canvas, "repeat"));
  }
  return hatchings.get(key);
};
// How much of a pixel is inked, by sixteen points of it: else strokes would have steps.
const coverage = (pattern, x, y, wide, high) => {
  let inked = 0;
  for (let at = 0; at < 16; at += 1) inked += PATTERNS[pattern].inked(x + (at % 4 + 0.5) / 4 * wide, y + (Math.floor(at / 4) + 0.5) / 4 * high);
  return inked / 16;
};

const inkOf = (pen, look, { scale, ratio, left, top }) => {
  if (!look.pattern) return cssColor(look.color);
  const ink = hatchingOf(pen, look, ratio);
  ink.setTransform(new DOMMatrix([1 / scale, 0, 0, 1 / scale, -left / scale, -top / scale]));
  return ink;
};

// Paints a day; layers in `hidden` are left out.
const paintEstimate = (pen, frames, day, looks, where, hidden = new Set()) => {
  pen.save();
  pen.setTransform(where.scale, 0, 0, where.scale, where.left, where.top);
  pen.lineJoin = pen.lineCap = "round"; pen.imageSmoothingEnabled = false;
  for (const look of looks) {
    const path = hidden.has(look.id) ? null : frames.path(look.id, day);
    if (!path) continue;
    if (look.width) {
      pen.lineWidth = look.width * where.ratio / where.scale;
      pen.strokeStyle = cssColor(look.color); pen.stroke(path);
    } else { pen.fillStyle = inkOf(pen, look, where); pen.fill(path, "evenodd"); }
  }
  pen.restore();
};

// Roads and marks as the Deck would draw them: while days are played, deck.gl would take longer than a frame.
const paintMarks = (pen, frames, layers, rows, icons, where, hidden) => {
  pen.save();
  pen.lineJoin = pen.lineCap = "round";
  const at = (row) => projected(row.at).map((each, axis) => (each - frames.origin[axis]) * where.scale + (axis ? where.top : where.left));
  for (const layer of layers.filter(({ id }) => rows[id] && !hidden.has(id))) {
    pen.strokeStyle = cssColor(layer.getColor ?? layer.getLineColor ?? [0, 0, 0]);
    if (layer["@@type"] === "PathLayer") {
      const path = new Path2D();
      for (const row of rows[layer.id]) frames.trace(path, row.path);
      pen.setTransform(where.scale, 0, 0, where.scale, where.left, where.top);
      pen.lineWidth = layer.getWidth * where.ratio / where.scale; pen.stroke(path);
      pen.resetTransform();
    } else if (layer["@@type"] === "ScatterplotLayer") {
      pen.lineWidth = layer.getLineWidth * where.ratio;
      for (const row of rows[layer.id]) { pen.beginPath(); pen.arc(...at(row), row.size * where.ratio, 0, 2 * Math.PI); pen.stroke(); }
    } else if (layer["@@type"] === "IconLayer") {
      for (const row of rows[layer.id]) {
        const [x, y] = at(row), size = row.size * where.ratio, cell = icons.mapping[row.icon];
        pen.drawImage(icons.canvas, cell.x, cell.y, CELL, CELL, x + row.offset[0] * where.ratio - size / 2, y + row.offset[1] * where.ratio - size / 2, size, size);
      }
    }
  }
  pen.restore();
};

class Estimate {
  constructor(place, frames, ratio, soft) {
    Object.assign(this, { place, frames, ratio, hidden: new Set(), looks: [], layers: [], shown: [], painted: 0 });
    this.canvas = make("canvas", { "aria-hidden": "true", class: "sheet" });
    place.append(this.canvas);
    // Without a graphics card the processor paints; asked for by this hint, it does so without a detour.
    this.pen = this.canvas.getContext("2d", { willReadFrequently: soft });
    this.sizes = new ResizeObserver(() => this.paint());
    this.sizes.observe(place);
  }

  // A day, and the rows of the marks if they are to be painted too; a day like the one before costs nothing.
  show(day, rows = {}) {
    const shown = [...this.looks.map(({ id }) => this.frames.path(id, day)), ...Object.values(rows)];
    Object.assign(this, { day, rows });
    if (shown.length !== this.shown.length || shown.some((each, at) => each !== this.shown[at])) this.paint();
    this.shown = shown;
  }
  dress(deck, icons) { Object.assign(this, { looks: looksOf(deck), layers: deck.layers, icons }); this.paint(); }
  hide(hidden) { this.hidden = hidden; this.paint(); }

  // Puts the day between pictures of the ground and of the names, instead of between their canvases; null takes them away.
  put(between) { this.between = between; this.paint(); }
  look(view) { this.view = view; this.#soon(); }
  end() { this.sizes.disconnect(); cancelAnimationFrame(this.asked); }

  paint() {
    cancelAnimationFrame(this.asked); this.asked = 0;
    if (this.day === undefined || !this.view) return;
    const { clientWidth: width, clientHeight: height } = this.place;
    const [across, down] = [width, height].map((side) => Math.round(side * this.ratio));
    if (this.canvas.width !== across || this.canvas.height !== down) Object.assign(this.canvas, { width: across, height: down });
    else this.pen.clearRect(0, 0, across, down);
    const where = placed(this.frames, { view: this.view, width, height, ratio: this.ratio });
    if (this.between) this.pen.drawImage(this.between.ground, 0, 0, across, down);
    paintEstimate(this.pen, this.frames, this.day, this.looks, where, this.hidden);
    paintMarks(this.pen, this.frames, this.layers, this.rows, this.icons, where, this.hidden);
    if (this.between) this.pen.drawImage(this.between.names, 0, 0, across, down);
    this.painted += 1;
  }

  // The other canvases follow a movement in the browser's next frame; so does this one.
  #soon() { this.asked ||= requestAnimationFrame(() => this.paint()); }
}
