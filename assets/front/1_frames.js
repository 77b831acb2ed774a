// The days as they are sent once: areas and lines by day, places with their states, phases, measures.
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];
const DAY = 86_400_000;
// Shapes are kept in the pixels of this zoom, counted from the box's north-western corner: exact in the
// browser's paths, which know only some seven digits.
const UNIT_ZOOM = 10;
const WORLD = 512 * 2 ** UNIT_ZOOM;
const projected = ([east, north]) => [WORLD * (east / 360 + 0.5),
  WORLD * (0.5 - Math.log(Math.tan(Math.PI / 4 + north * Math.PI / 360)) / (2 * Math.PI))];

const wordsOf = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};

// The last entry of a list sorted by day whose day is not after the one given; -1 for none.
const lastUpTo = (entries, day, dayOf) => {
  let low = 0, high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayOf(entries[middle]) <= day) low = middle + 1; else high = middle;
  }
  return low - 1;
};

class Frames {
  constructor(raw) {
    Object.assign(this, { raw, days: raw.days, phases: raw.phases, roads: raw.roads, box: raw.box });
    this.start = Date.parse(`${raw.first}T00:00Z`);
    this.shapes = new Map();
    this.origin = projected([raw.box[0], raw.box[3]]);
    this.turnsOn = new Map();
    this.places = raw.places.map((place) => this.#place(place)).sort((a, b) => a.name.localeCompare(b.name));
    // The people of a town that is known by its parts stand at one of these.
    const parts = this.places.filter((place) => place.kind === "city part");
    for (const place of this.places) place.people = Math.max(place.size, ...(place.kind === "city part" ? parts.filter((part) => part.label === place.label).map((part) => part.size) : []));
    this.byName = new Map(this.places.map((place) => [place.name, place]));
    this.rowDays = [...new Set(this.places.flatMap((place) => place.states.map((state) => state.day)))].sort((a, b) => a - b);
    this.changeDays = [...this.turnsOn.keys()].filter((day) => day > 0 && day < this.days).sort((a, b) => a - b);
  }

  iso(day) { return new Date(this.start + day * DAY).toISOString().slice(0, 10); }
  words(day) { return wordsOf(this.iso(day)); }
  index(iso) { return Math.round((Date.parse(`${iso}T00:00Z`) - this.start) / DAY); }
  clamp(day) { return Math.min(this.days - 1, Math.max(0, day)); }

  // The shape of a layer on a day as a path; the same object as long as it does not change, null where it has none.
  path(name, day) {
    const changes = this.raw.layers[name === "edge" ? "band" : name === "halo" ? "line" : name];
    const at = lastUpTo(changes, day, (change) => change[0]);
    const kept = this.shapes.get(name);
    if (kept?.at === at) return kept.path;
    const path = at < 0 ? null : this.#shape(name, changes[at][1]);
    this.shapes.set(name, { at, path });
    return path;
  }

  // What is measured on a day: `russian_sq_km`, `km_to_bakhmut` and more.
  measures(day) {
    const changes = this.raw.layers.measures;
    return changes[lastUpTo(changes, day, (change) => change[0])]?.[1] ?? {};
  }

  // A path through points in degrees, added to one that is begun.
  trace(path, points, closed = false) {
    points.forEach((point, at) => {
      const [x, y] = projected(point);
      path[at ? "lineTo" : "moveTo"](x - this.origin[0], y - this.origin[1]);
    });
    if (closed) path.closePath();
  }

  // The state in which a place stands on a day, and since when its holder holds it; null before the first.
  state(place, day) {
    const at = lastUpTo(place.states, day, (state) => state.day);
    if (at < 0) return null;
    let first = at;
    while (first > 0 && place.states[first - 1].controller === place.states[at].controller) first -= 1;
    return { ...place.states[at], since: place.states[first] };
  }

  #place(place) {
    const states = place.rows.map(([iso, controller, confidence, source]) =>
      ({ iso, day: this.index(iso), controller, confidence, source }));
    // A town that is known by its parts is drawn and named at its centre.
    const whole = place.kind === "settlement" || /\((city hall|centre)\)/.test(place.name);
    const made = { ...place, states, whole };
    states.forEach((state, at) => {
      if (at === 0 || states[at - 1].controller === state.controller) return;
      const turns = this.turnsOn.get(state.day) ?? [];
      turns.push({ place: made, from: states[at - 1].controller, ...state });
      this.turnsOn.set(state.day, turns);
    });
    return made;
  }

  #shape(name, value) {
    const path = new Path2D();
    if (name === "line" || name === "halo") for (const steps of value) this.trace(path, this.#points(steps));
    else if (name === "edge") for (const steps of value.flat()) for (const stretch of this.#withoutFrame(this.#points(steps))) this.trace(path, stretch);
    else for (const steps of value.flat()) this.trace(path, this.#points(steps), true);
    return path;
  }

  #points(steps) {
    const points = [];
    for (let at = 0, east = 0, north = 0; at < steps.length; at += 2) {
      east += steps[at]; north += steps[at + 1];
      points.push([east / this.raw.steps, north / this.raw.steps]);
    }
    return points;
  }

  // The stretches of a ring that are estimated: the box's own edge is none.
  #withoutFrame(ring) {
    const [west, south, east, north] = this.box;
    const near = (a, b) => Math.abs(a - b) < 0.0002;
    const onFrame = (a, b) => (near(a[0], b[0]) && (near(a[0], west) || near(a[0], east)))
      || (near(a[1], b[1]) && (near(a[1], south) || near(a[1], north)));
    const stretches = [];
    let open = null;
    for (let at = 1; at < ring.length; at += 1) {
      if (onFrame(ring[at - 1], ring[at])) { open = null; continue; }
      if (!open) stretches.push((open = [ring[at - 1]]));
      open.push(ring[at]);
    }
    return stretches;
  }
}
