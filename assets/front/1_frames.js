// The days as they are sent once: areas and lines by day, places with their states, phases, measures.
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];
const DAY = 86_400_000;

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
    this.turnsOn = new Map();
    this.places = raw.places.map((place) => this.#place(place)).sort((a, b) => a.name.localeCompare(b.name));
    this.byName = new Map(this.places.map((place) => [place.name, place]));
    this.rowDays = [...new Set(this.places.flatMap((place) => place.states.map((state) => state.day)))].sort((a, b) => a - b);
    this.changeDays = [...this.turnsOn.keys()].filter((day) => day > 0 && day < this.days).sort((a, b) => a - b);
  }

  iso(day) { return new Date(this.start + day * DAY).toISOString().slice(0, 10); }
  words(day) { return wordsOf(this.iso(day)); }
  index(iso) { return Math.round((Date.parse(`${iso}T00:00Z`) - this.start) / DAY); }
  clamp(day) { return Math.min(this.days - 1, Math.max(0, day)); }

  // Rows of a layer on a day; the same array as long as nothing in it changes.
  rows(name, day) {
    const source = name === "edge" ? "band" : name;
    const changes = this.raw.layers[source];
    const at = lastUpTo(changes, day, (change) => change[0]);
    const key = `${name} ${at}`;
    if (!this.shapes.has(key)) this.shapes.set(key, at < 0 ? [] : this.#shape(name, changes[at][1]));
    return this.shapes.get(key);
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
    const made = { ...place, states };
    states.forEach((state, at) => {
      if (at === 0 || states[at - 1].controller === state.controller) return;
      const turns = this.turnsOn.get(state.day) ?? [];
      turns.push({ place: made, from: states[at - 1].controller, ...state });
      this.turnsOn.set(state.day, turns);
    });
    return made;
  }

  #shape(name, value) {
    if (name === "line") return value.map((steps) => ({ path: this.#points(steps) }));
    const polygons = value.map((rings) => rings.map((steps) => this.#points(steps)));
    if (name !== "edge") return polygons.map((polygon) => ({ polygon }));
    return polygons.flat().flatMap((ring) => this.#withoutFrame(ring)).map((path) => ({ path }));
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
