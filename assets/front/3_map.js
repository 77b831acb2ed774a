// The Deck that Python describes, drawn by deck.gl; rows of the day are put into its layers.
const GLOBALS = ["deck", "luma", "loaders", "mjolnir", "probe", "math"];
const REGION = [36.2, 47.5, 39.8, 49.7]; // degrees; beyond it the base map is not drawn
const ZOOMS = [7.5, 14];
const LAYERS_OF = {
  est: ["ukraine", "russia", "russia-stripes", "contested", "contested-cross", "halo", "line"],
  band: ["band-dots", "edge"],
  ref: ["places", "changed"],
  doc: ["claims"],
  roads: ["roads", "roads-edge", "road-names"],
};

// The dashboard's own address, below whatever prefix it is served.
const homeOf = () => {
  const script = [...document.scripts].find((each) => each.src.includes("/static/js/"));
  return script ? `${script.src.split("/static/js/")[0]}/` : document.baseURI;
};
const below = (path) => new URL(path, homeOf()).href;

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

const reach = (coordinates, box) => {
  if (typeof coordinates[0] === "number") {
    box[0] = Math.min(box[0], coordinates[0]); box[1] = Math.min(box[1], coordinates[1]);
    box[2] = Math.max(box[2], coordinates[0]); box[3] = Math.max(box[3], coordinates[1]);
  } else for (const each of coordinates) reach(each, box);
  return box;
};
const nearby = (feature) => {
  const [west, south, east, north] = reach(feature.geometry.coordinates, [180, 90, -180, -90]);
  return west < REGION[2] && east > REGION[0] && south < REGION[3] && north > REGION[1];
};

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

class FrontMap {
  constructor(gl, place, options) {
    this.gl = gl; this.options = options; this.rows = {}; this.hidden = new Set(); this.base = new Map(); this.frames = 0;
    this.patterns = patternAtlas();
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.view = options.view;
    this.deck = new gl.Deck({
      parent: place, width: "100%", height: "100%",
      style: { position: "absolute", inset: "0" },
      views: new gl.MapView({ repeat: false }),
      initialViewState: this.view,
      controller: { scrollZoom: false, dragRotate: false, touchRotate: false, keyboard: true },
      onViewStateChange: ({ viewState }) => this.#moved(viewState),
      onClick: ({ object }) => { if (object?.pick) options.picked(object.pick); },
      getTooltip: ({ object }) => object?.tip ? { text: object.tip, className: "tip" } : null,
      onAfterRender: () => { this.frames += 1; },
      pickingRadius: 6,
      layers: [],
    });
    const wheel = (event) => { if (event.ctrlKey || this.focused) return; event.stopPropagation(); };
    // The wheel scrolls the page until the map is clicked: else a page with a wide map cannot be scrolled past it.
    place.addEventListener("wheel", wheel, { capture: true });
    place.addEventListener("pointerdown", () => { this.focused = true; this.deck.setProps({ controller: this.#controller() }); });
    place.addEventListener("pointerleave", () => { this.focused = false; this.deck.setProps({ controller: this.#controller() }); });
  }

  async dress(written, theme) {
    this.theme = theme; this.written = written;
    this.icons = iconAtlas(theme === "dark" ? "#14181D" : "#FFFFFF");
    this.base.clear();
    this.draw();
    await Promise.all(written.layers.filter((layer) => typeof layer.data === "string").map(async (layer) => {
      const whole = await fetchJson(layer.data);
      if (this.theme !== theme) return;
      const { "@@type": type, ...props } = layer;
      this.base.set(layer.id, new this.gl[type]({ ...revive(this.gl, props), data: whole.features.filter(nearby) }));
    }));
    this.draw();
  }

  show(rows) { Object.assign(this.rows, rows); this.draw(); }
  hide(names) { this.hidden = new Set(names.flatMap((name) => LAYERS_OF[name])); this.draw(); }

  draw() {
    if (!this.written) return;
    const layers = this.written.layers.map((layer) => {
      if (typeof layer.data === "string") return this.base.get(layer.id) ?? null;
      return this.#layer(layer);
    });
    this.deck.setProps({ layers: layers.filter(Boolean) });
  }

  fly(view, at = 0.6) {
    const target = { ...this.view, ...view };
    this.view = target;
    const moving = this.calm ? {} : { transitionDuration: at * 1000, transitionInterpolator: new this.gl.LinearInterpolator(["longitude", "latitude", "zoom"]) };
    this.deck.setProps({ initialViewState: { ...target, ...moving, stamp: Math.random() } });
    this.#settled();
  }

  zoom(by) { this.fly({ zoom: Math.min(ZOOMS[1], Math.max(ZOOMS[0], this.view.zoom + by)) }, 0.25); }

  // The map's picture as it stands.
  picture() { this.deck.redraw("picture"); return this.deck.getCanvas(); }

  #controller() { return { scrollZoom: this.focused ? { speed: 0.01, smooth: false } : false, dragRotate: false, touchRotate: false, keyboard: true }; }

  #layer(layer) {
    const { "@@type": type, data: _, ...props } = layer;
    const name = layer.id.split("-")[0];
    const own = { data: this.rows[layer.id] ?? this.rows[name] ?? [], visible: !this.hidden.has(layer.id) };
    if (type === "IconLayer") Object.assign(own, { iconAtlas: this.icons.image, iconMapping: this.icons.mapping });
    if (props.getFillPattern) {
      // Patterns lie on the ground: their size follows the zoom in steps, so that they look the same on the screen.
      const scale = 2 ** (15 - Math.round(this.view.zoom));
      Object.assign(own, { fillPatternAtlas: this.patterns.image, fillPatternMapping: this.patterns.mapping, fillPatternMask: true,
        getFillPatternScale: scale, updateTriggers: { getFillPatternScale: scale } });
    }
    return new this.gl[type]({ ...revive(this.gl, props), ...own });
  }

  #moved(state) {
    const view = { ...state,
      longitude: Math.min(REGION[2] - 0.8, Math.max(REGION[0] + 0.8, state.longitude)),
      latitude: Math.min(REGION[3] - 0.5, Math.max(REGION[1] + 0.4, state.latitude)),
      zoom: Math.min(ZOOMS[1], Math.max(ZOOMS[0], state.zoom)), pitch: 0, bearing: 0 };
    this.view = { longitude: view.longitude, latitude: view.latitude, zoom: view.zoom };
    this.#settled();
    return view;
  }

  #settled() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.options.settled(this.view), 350);
  }
}
