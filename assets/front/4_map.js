// The Deck that Python describes, drawn by deck.gl; rows of the day are put into its layers.
const GLOBALS = ["deck", "luma", "loaders", "mjolnir", "probe", "math"];
const REGION = [36.5, 47.6, 39.5, 49.6]; // degrees; beyond it the base map is not drawn
const ZOOMS = [7.5, 14];
const LAYERS_OF = {
  est: ["ukraine", "russia", "contested", "halo", "line"],
  band: ["band", "edge"],
  ref: ["places", "changed"],
  doc: ["claims"],
  roads: ["roads", "roads-edge", "road-names"],
};

const below = (path) => new URL(path, HOME).href;

// deck.gl refuses to live beside another version of itself, which Streamlit brings for its own charts:
// each is kept from seeing the other's global names.
let library = null;
const loadLibrary = (path) => {
  library ??= new Promise((resolve, reject) => {
    const kept = GLOBALS.map((name) => [name, globalThis[name]]);
    for (const name of GLOBALS) globalThis[name] = undefined;
    const giveBack = () => {
      for (const [name, value] of kept) { if (value === undefined) delete globalThis[name]; else globalThis[name] = value; }
    };
    const script = document.createElement("script");
    script.src = below(path);
    script.onload = () => { const own = globalThis.deck; giveBack(); resolve(own); };
    script.onerror = () => { giveBack(); library = null; reject(new Error(`${path} cannot be loaded`)); };
    document.head.append(script);
  });
  return library;
};

const fetched = new Map();
const fetchJson = (path) => {
  if (!fetched.has(path)) {
    const asked = fetch(below(path)).then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    });
    asked.catch(() => fetched.delete(path));
    fetched.set(path, asked);
  }
  return fetched.get(path);
};

// The pieces of a country's roads and rivers that lie about the front: most of the work of drawing is spared.
const within = ([east, north]) => east > REGION[0] && east < REGION[2] && north > REGION[1] && north < REGION[3];
const runsWithin = (line) => {
  const runs = [];
  let run = null;
  line.forEach((point, at) => {
    const near = within(point) || (at > 0 && within(line[at - 1])) || (at + 1 < line.length && within(line[at + 1]));
    if (!near) { run = null; return; }
    if (!run) runs.push((run = []));
    run.push(point);
  });
  return runs.filter((each) => each.length > 1);
};
const nearbyPieces = ({ geometry: { type, coordinates } }) => {
  const parts = type.startsWith("Multi") ? coordinates : [coordinates];
  const single = type.replace("Multi", "");
  const kept = single === "LineString" ? parts.flatMap(runsWithin) : parts.filter((rings) => rings[0].some(within));
  return kept.map((part) => ({ type: "Feature", properties: {}, geometry: { type: single, coordinates: part } }));
};

const piecesOf = async (path) => (await fetchJson(path)).features.flatMap(nearbyPieces);

// A property of deck.gl's JSON: "@@=name" reads a field of a row, "@@type" makes an object.
const revive = (gl, value) => {
  if (typeof value === "string" && value.startsWith("@@=")) { const field = value.slice(3); return (row) => row[field]; }
  if (Array.isArray(value)) return value.map((each) => revive(gl, each));
  if (value && typeof value === "object") {
    const { "@@type": type, ...rest } = value;
    const made = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, revive(gl, each)]));
    return type ? new gl[type](made) : made;
  }
  return value;
};

// Canvases lie over one another, so that a new day need not draw the ground, the marks and the names again.
const SHEETS = ["ground", "front", "names"];
const sheetOf = (id) => id.startsWith("base-") ? "ground" : id.endsWith("names") ? "names" : "front";

// The browser's next picture is on the screen: until then nothing that takes long should begin.
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

// Without a graphics card smooth edges and fine pixels cost more than all the rest.
const isSoft = () => {
  const gl = document.createElement("canvas").getContext("webgl");
  const known = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = known ? gl.getParameter(known.UNMASKED_RENDERER_WEBGL) : "";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software/i.test(name);
};

// The front is painted as soon as its days are here; `bring` lays the ground, the marks that can be pressed and the names
// about it, which wait for deck.gl.
class FrontMap {
  constructor(place, frames, options) {
    Object.assign(this, { place, options, view: options.view, rows: {}, hidden: new Set(), ground: new Map(), props: new Map(), drawn: new Map(), laid: {} });
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.soft = isSoft(); this.ratio = this.soft ? 1 : devicePixelRatio || 1;
    this.boxes = Object.fromEntries(SHEETS.map((sheet) => [sheet, make("div", { class: sheet === "front" ? "sheet held" : "sheet" })]));
    place.append(this.boxes.ground);
    this.estimate = new Estimate(place, frames, this.ratio, this.soft);
    place.append(this.boxes.front, this.boxes.names);
    this.estimate.look(this.view);
    // The wheel scrolls the page until the map is pressed: else nobody could scroll past it.
    const attend = (focused) => { this.focused = focused; this.decks?.front.setProps({ controller: this.#controller() }); };
    place.addEventListener("pointerdown", () => attend(true));
    place.addEventListener("pointerleave", () => attend(false));
  }

  async bring(gl) {
    if (this.ended) return;
    this.gl = gl;
    const usual = { width: "100%", height: "100%", layers: [], initialViewState: this.view, pickingRadius: 6, useDevicePixels: this.soft ? 1 : true,
      deviceProps: { type: "webgl", webgl: { antialias: this.ratio < 2 && !this.soft } } };
    this.decks = Object.fromEntries(SHEETS.map((sheet) => [sheet, new gl.Deck({
      ...usual, parent: this.boxes[sheet], views: new gl.MapView({ repeat: false }), onLoad: () => this.#name(sheet),
      ...(sheet === "front" ? {
        controller: this.#controller(),
        onViewStateChange: ({ viewState }) => this.#moved(viewState),
        onClick: ({ object }) => { if (object?.pick) this.options.picked(object.pick); },
        getTooltip: ({ object }) => object?.tip ? { text: object.tip, className: "tip" } : null,
      } : { controller: false }),
    })]));
    await this.#dressDecks();
  }

  // One canvas is the map to a reader; the others are its ground and its names.
  #name(sheet) {
    const canvas = this.decks[sheet].getCanvas();
    canvas.removeAttribute("id");
    if (sheet === "front") { canvas.setAttribute("role", "img"); canvas.setAttribute("aria-label", this.options.label); return; }
    canvas.setAttribute("aria-hidden", "true"); canvas.tabIndex = -1;
  }

  async dress(written, theme) {
    Object.assign(this, { theme, written: written.layers.filter(({ id }) => !ESTIMATE.includes(id)) });
    this.icons = iconAtlas(theme === "dark" ? "#14181D" : "#FFFFFF");
    this.estimate.dress(written, this.icons);
    await this.#dressDecks();
  }

  async #dressDecks() {
    if (!this.gl || !this.written) return;
    const { theme } = this;
    this.ground.clear(); this.drawn.clear();
    this.props = new Map(this.written.map(({ "@@type": _, data, ...props }) => [props.id, revive(this.gl, props)]));
    for (const sheet of ["front", "names"]) { this.draw([sheet]); await painted(); }
    this.#paint();
    if (this.playing) this.#flatten(true);
    await Promise.all(this.written.filter((layer) => typeof layer.data === "string").map(async (layer) => {
      const pieces = await piecesOf(layer.data);
      if (this.theme === theme) this.ground.set(layer.id, new this.gl[layer["@@type"]]({ ...this.props.get(layer.id), data: pieces }));
    }));
    this.draw();
    this.place.parentElement.dataset.drawn = "true";
  }

  show(day, rows) {
    Object.assign(this.rows, rows);
    this.day = day;
    this.#paint();
    if (!this.playing) this.draw();
  }

  // Marks are the estimate's to paint while deck.gl is not here, and while days are played.
  #paint() { this.estimate.show(this.day, this.playing || !this.decks ? this.rows : {}); }

  // While days are played, the map is one canvas with still pictures of the rest: laying several over one another
  // takes a browser without a graphics card longer than drawing them.
  play(playing) {
    if (this.playing === playing) return;
    this.playing = playing;
    this.#flatten(playing);
    if (!playing) this.draw();
  }

  #flatten(flat) {
    if (!this.decks) return;
    this.estimate.put(flat ? { ground: this.#still("ground"), names: this.#still("names") } : null);
    this.place.classList.toggle("flat", flat);
  }

  #still(sheet) {
    const { width, height } = this.estimate.canvas;
    const still = Object.assign(document.createElement("canvas"), { width, height });
    const pen = still.getContext("2d", { willReadFrequently: true });
    if (sheet === "ground") { pen.fillStyle = this.place.style.background; pen.fillRect(0, 0, width, height); }
    // Drawn and copied in one task: afterwards the browser may empty it.
    this.decks[sheet].redraw("still");
    pen.drawImage(this.decks[sheet].getCanvas(), 0, 0, width, height);
    return still;
  }

  hide(names) {
    this.hidden = new Set(names.flatMap((name) => LAYERS_OF[name]));
    this.estimate.hide(this.hidden);
    this.draw();
  }

  draw(of = SHEETS) {
    if (!this.decks || !this.written) return;
    const sheets = Object.fromEntries(SHEETS.map((sheet) => [sheet, []]));
    for (const layer of this.written) {
      const made = typeof layer.data === "string" ? this.ground.get(layer.id) : this.#layer(layer);
      if (made) sheets[sheetOf(layer.id)].push(made);
    }
    for (const sheet of of) {
      const [before, layers] = [this.laid[sheet], sheets[sheet]];
      // A canvas whose layers are those of before is not even told.
      if (before?.length === layers.length && layers.every((layer, at) => layer === before[at])) continue;
      this.decks[sheet].setProps({ layers: (this.laid[sheet] = layers) });
    }
  }

  fly(view, seconds = 0.6) {
    const target = { ...this.view, ...view };
    this.goal = target.zoom;
    if (!this.decks) { this.#follow(target); return; }
    const moving = this.calm ? {} : { transitionDuration: seconds * 1000, transitionInterpolator: new this.gl.LinearInterpolator(["longitude", "latitude", "zoom"]) };
    // The stamp makes a flight to where the last one went a new one.
    this.decks.front.setProps({ initialViewState: { ...target, ...moving, stamp: (this.flights = (this.flights ?? 0) + 1) } });
    if (this.calm) this.#follow(target);
  }

  zoom(by) { this.fly({ zoom: (this.goal ?? this.view.zoom) + by }, 0.25); }

  // The map as it stands, as one canvas.
  picture() {
    if (!this.decks) return this.estimate.canvas;
    const whole = this.#still("ground");
    const pen = whole.getContext("2d");
    for (const drawn of [this.estimate.canvas, this.#still("front"), this.#still("names")]) pen.drawImage(drawn, 0, 0);
    return whole;
  }

  end() { this.ended = true; this.estimate.end(); for (const deck of Object.values(this.decks ?? {})) deck.finalize(); }

  #controller() {
    return { scrollZoom: this.focused ? { speed: 0.01, smooth: false } : false, dragRotate: false, touchRotate: false, keyboard: true };
  }

  // A layer is made anew only when its rows or its look changed: deck.gl leaves the others alone.
  #layer(layer) {
    const { "@@type": type, id } = layer;
    const data = this.rows[id] ?? [];
    const visible = !this.hidden.has(id);
    const last = this.drawn.get(id);
    if (last && last.data === data && last.visible === visible) return last.made;
    const own = { data, visible };
    if (type === "IconLayer") Object.assign(own, { iconAtlas: this.icons.image, iconMapping: this.icons.mapping });
    const made = new this.gl[type]({ ...this.props.get(id), ...own });
    this.drawn.set(id, { data, visible, made });
    return made;
  }

  #moved(state) {
    const view = { ...state,
      longitude: Math.min(REGION[2] - 0.8, Math.max(REGION[0] + 0.8, state.longitude)),
      latitude: Math.min(REGION[3] - 0.5, Math.max(REGION[1] + 0.4, state.latitude)),
      zoom: Math.min(ZOOMS[1], Math.max(ZOOMS[0], state.zoom)), pitch: 0, bearing: 0 };
    this.#follow(view);
    return view;
  }

  // The other canvases go along; whoever asked hears of it once the map rests.
  #follow({ longitude, latitude, zoom }) {
    this.view = { longitude, latitude, zoom };
    this.estimate.look(this.view);
    for (const sheet of this.decks ? ["ground", "names"] : []) this.decks[sheet].setProps({ viewState: this.view });
    clearTimeout(this.timer);
    if (this.playing && this.estimate.between) this.#flatten(false);
    this.timer = setTimeout(() => {
      this.goal = null;
      if (this.playing) this.#flatten(true);
      this.options.settled(this.view);
    }, 350);
  }
}
