// The page's map with its controls. Python sends the addresses of the days and of the map's description, and the
// day, layers and place that stand in the address bar; claims come beside it, as they change with other things.
// It hears of changes when the reader has come to rest.
const made = new WeakMap();
const CLAIMS = "bakhmut-front-claims"; // the event, and where the claims then lie
const SPEEDS = [4, 10, 20];
const SHOWN = [
  ["est", "Estimate", "tints and hatching"],
  ["band", "Uncertainty", "dots between thin lines"],
  ["ref", "Reference", "solid marks"],
  ["doc", "Documents", "hollow marks"],
  ["roads", "Supply roads", "M03, T0504"],
];
const ALL = SHOWN.map(([name]) => name).join(",");

class Front {
  constructor(root) {
    this.root = root; this.pending = []; this.seen = {}; this.playing = false;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.box = make("div", { class: "box front" }); root.append(this.box);
    this.told = () => { if (this.map) this.#take(); };
    addEventListener(CLAIMS, this.told);
  }

  async update(data, { setTriggerValue, setStateValue }) {
    this.report = setTriggerValue; this.stands = () => setStateValue("stands", true);
    const first = !this.data;
    this.data = data;
    if (first) {
      try { await this.#begin(); } catch (error) {
        this.box.replaceChildren(make("p", { role: "alert" }, `The map cannot be shown: ${error.message}. The lists and downloads below hold the same.`));
        this.stands();
        return;
      }
    }
    if (this.map) this.#take();
    if (first) this.whole = this.#bring();
  }

  end() {
    this.playing = false; clearTimeout(this.putting);
    removeEventListener("popstate", this.popped); removeEventListener(CLAIMS, this.told);
    this.map?.end(); this.box.remove();
  }

  async #begin() {
    document.head.append(make("link", { rel: "preload", as: "script", href: below(this.data.library) }));
    const [frames, decks] = await Promise.all([fetchJson(this.data.frames), fetchJson(this.data.decks)]);
    this.frames = new Frames(frames); this.decks = decks;
    this.#build();
    this.day = this.frames.clamp(this.frames.index(this.data.day));
    this.slider.value = String(this.day);
    this.#tellDay();
    this.map = new FrontMap(this.canvas, this.frames, {
      view: this.#viewOfAddress() ?? this.data.view,
      label: "Map of the front, moved by the arrow keys, plus and minus; the list has all that it shows",
      picked: (pick) => this.#choose(pick),
      settled: (view) => this.#writeView(view),
    });
    // Going back may overtake the run that echoes the step before. Then nothing that Python says is an echo, and it says
    // nothing at all where what it said last holds again.
    this.popped = () => {
      this.pending = []; this.seen.stamp = "";
      this.map.fly(this.#viewOfAddress() ?? this.data.view);
      if ([null, this.data.day].includes(new URL(location.href).searchParams.get("day"))) this.#take();
    };
    addEventListener("popstate", this.popped);
  }

  // deck.gl comes after the first picture of the front: its canvases take a browser without a graphics card some seconds.
  async #bring() {
    await painted();
    try { await this.map.bring(await loadLibrary(this.data.library)); } catch (error) {
      this.note.textContent = `The map's ground, names and marks to press are missing: ${error.message}. The front and the list are complete.`;
    }
    this.stands();
  }

  // What Python says is shown, unless it is only the echo of what the reader has just done.
  #take() {
    const { data, frames } = this;
    const theme = this.#theme();
    const { claims, note } = globalThis[CLAIMS] ?? { claims: [], note: "" };
    this.cut = note;
    this.claims = claims.map((claim) => ({ ...claim, first: frames.index(claim.first), last: frames.index(claim.last), on: claim.id === data.open }));
    this.claimDays = [...new Set(this.claims.flatMap((claim) => [claim.first, claim.last]))].filter((day) => day >= 0 && day < frames.days);
    const stamp = JSON.stringify([data.day, data.layers, data.at]);
    const echo = this.pending.indexOf(stamp);
    if (echo >= 0) this.pending.splice(0, echo + 1);
    else if (stamp !== this.seen.stamp) {
      this.pending = [];
      this.day = frames.clamp(frames.index(data.day));
      this.layers = data.layers; this.at = frames.byName.has(data.at) ? data.at : "";
      this.#pause();
      if (this.seen.stamp === undefined && this.at && !this.#viewOfAddress()) this.map.fly(this.#near(this.at));
    }
    this.seen.stamp = stamp;
    if (theme !== this.theme) {
      this.theme = theme; this.paper = theme === "dark" ? "#14181D" : "#FFFFFF";
      this.canvas.style.background = this.decks[theme].paper;
      this.#drawLegend();
      this.map.dress(this.decks[theme], theme).catch((error) => { this.note.textContent = `The base map is incomplete: ${error.message}.`; });
    }
    this.#drawLayers();
    this.#show();
    this.#rest();
    // What Python changes in the address leaves the view out: it is put back.
    clearTimeout(this.putting);
    this.putting = setTimeout(() => this.#writeView(this.map.view), 400);
  }

  #build() {
    const { frames } = this;
    this.date = make("p", { class: "date" });
    this.slider = make("input", { type: "range", min: 0, max: frames.days - 1, step: 1, "aria-label": "Day", class: "days" });
    this.slider.addEventListener("input", () => { this.#pause(); this.map.play(true); this.#go(Number(this.slider.value)); });
    this.slider.addEventListener("change", () => this.#tellSoon());
    this.player = button("Play", () => this.#toggle(), { class: "main play", "data-id": "play" });
    this.speed = make("select", { "aria-label": "Days a second" }, ...SPEEDS.map((speed) => make("option", { value: speed, selected: speed === 10 }, `${speed} days a second`)));
    const step = (label, long, day) => button(label, () => { this.#pause(); this.#go(day()); this.#tellSoon(); }, { "aria-label": long, title: long });
    this.steps = make("div", { class: "steps", role: "group", "aria-label": "Go through the days" },
      step("‹ Change", "The change of hands before", () => this.#change(-1)), step("− 1 day", "One day back", () => this.day - 1), this.player,
      step("+ 1 day", "One day on", () => this.day + 1), step("Change ›", "The next change of hands", () => this.#change(1)), this.speed);
    this.phases = make("div", { class: "phases", role: "group", "aria-label": "Phases of the battle" }, ...frames.phases.map((phase) =>
      button(phase.name, () => { this.#pause(); this.#go(phase.first); this.map.fly({ latitude: phase.view[0], longitude: phase.view[1], zoom: phase.view[2] }); this.#tellSoon(); })));
    this.canvas = make("div", { class: "canvas" });
    const zooms = make("div", { class: "zooms" },
      button("+", () => this.map.zoom(0.75), { "aria-label": "Bring the map nearer" }), button("−", () => this.map.zoom(-0.75), { "aria-label": "Take the map farther" }),
      button("⌂", () => this.map.fly(this.data.view), { "aria-label": "Back to the first view", title: "Back to the first view" }));
    this.note = make("p", { class: "quiet", role: "status" });
    this.legend = make("fieldset", { class: "legend" });
    this.side = make("div", { class: "side", role: "region", tabindex: 0, "aria-label": "All that the map shows on this day" });
    this.panel = new Panel(this.side, frames, (pick) => this.#choose(pick));
    this.box.replaceChildren(
      make("div", { class: "top" }, this.date, this.steps),
      make("div", { class: "line" }, this.slider, this.#ticks()), this.phases,
      make("div", { class: "pair" },
        make("div", { class: "left" }, make("div", { class: "map", role: "group", "aria-label": "Map of the front about Bakhmut" }, this.canvas, zooms), make("p", { class: "quiet credit" }, this.data.credit)),
        this.side),
      this.legend,
      make("div", { class: "pictures" },
        button("Picture of this day (PNG)", () => this.#save(() => this.#pictureOfDay(), this.frames.iso(this.day)), { class: "plain-button", "data-id": "png" }),
        button("Picture of the whole period, month by month (PNG)", () => this.#save(() => this.#pictureOfPeriod(), `${this.frames.iso(0)}-${this.frames.iso(this.frames.days - 1)}`), { class: "plain-button", "data-id": "png-period" })),
      this.note);
    // Streamlit takes a plain r for a rerun wherever it is pressed.
    this.box.addEventListener("keydown", (event) => { if (["r", "c"].includes(event.key) && !event.ctrlKey && !event.metaKey) event.stopPropagation(); });
    const dress = () => {
      this.player.hidden = this.speed.hidden = this.calm.matches;
      if (this.calm.matches) { this.#pause(); this.note.textContent = "Your system asks for less motion: step from change to change instead of playing."; }
    };
    this.calm.addEventListener("change", dress); dress();
  }

  // Days on which a place changes hands, drawn along the slider; the phases' bounds among them.
  #ticks() {
    const { frames } = this;
    const at = (day) => `${(100 * day / (frames.days - 1)).toFixed(2)}%`;
    const ticks = make("div", { class: "ticks", "aria-hidden": "true" });
    for (const day of frames.changeDays) {
      const tick = make("span"); tick.style.left = at(day); tick.style.height = `${3 + 2 * Math.min(5, frames.turnsOn.get(day).length)}px`; ticks.append(tick);
    }
    for (let day = 0; day < frames.days; day += 1) {
      const iso = frames.iso(day);
      if (!iso.endsWith("-01")) continue;
      const month = Number(iso.slice(5, 7));
      const mark = make("span", { class: month % 3 === 1 ? "month quarter" : "month" }, month % 3 === 1 ? `${MONTHS[month - 1].slice(0, 3)}${month === 1 ? ` ${iso.slice(0, 4)}` : ""}` : "");
      mark.style.left = at(day); ticks.append(mark);
    }
    return ticks;
  }

  #drawLegend() {
    const looks = Object.fromEntries(looksOf(this.decks[this.theme]).map((look) => [look.id, look]));
    const { ink } = this.decks[this.theme];
    const roads = this.decks[this.theme].layers.find((layer) => layer.id === "roads").getColor;
    const key = (mark, words) => make("span", { class: "key" }, mark, words);
    const area = (name, words) => key(areaSwatch(looks[name]), words);
    const line = (name, words) => key(lineSwatch(cssColor(looks[name].color), looks[name].width * 3, []), words);
    const solid = (side, sure, words) => key(solidMark(side, sure, this.paper), words);
    const hollow = (side, status, words) => key(hollowMark(side, status, this.paper), words);
    const keys = {
      est: [area("russia", "Russian-held"), area("ukraine", "Ukrainian-held"), area("contested", "contested"), line("line", "front line")],
      band: [area("band", "the line may lie anywhere in it"), line("edge", "its bounds")],
      ref: [solid("Russia", true, "Russian-held"), solid("Ukraine", true, "Ukrainian-held"), solid("contested", true, "contested"), solid("Russia", false, "paler: unverified"), key(ringMark(ink), "ringed: changed on this day")],
      doc: [hollow("Russia", "asserted", "stated outright"), hollow("Russia", "claimed", "claimed by a speaker"), hollow("Russia", "denied", "denied"), hollow("Russia", "predicted", "expected, or only as a possibility"), hollow("Ukraine", "asserted", "colour and shape: the side, as above")],
      roads: [key(lineSwatch(cssColor(roads), 7, []), "")],
    };
    this.boxes = {};
    this.legend.replaceChildren(make("legend", {}, "What is drawn"), ...SHOWN.map(([name, label, how]) => {
      const check = make("input", { type: "checkbox", "data-id": `layer ${name}` });
      check.addEventListener("change", () => { this.layers = SHOWN.map(([each]) => each).filter((each) => this.boxes[each].checked).join(",") || "none"; this.#drawLayers(); this.#tell(); });
      this.boxes[name] = check;
      return make("div", { class: "kind" }, make("label", {}, check, make("b", {}, label), make("span", { class: "quiet" }, how)), make("span", { class: "keys" }, ...keys[name]));
    }));
  }

  #drawLayers() {
    const shown = (this.layers ?? ALL).split(",");
    for (const [name] of SHOWN) this.boxes[name].checked = shown.includes(name);
    this.map.hide(SHOWN.map(([name]) => name).filter((name) => !shown.includes(name)));
  }

  #go(day) {
    const to = this.frames.clamp(day);
    if (to === this.day) return;
    this.day = to;
    this.#show();
    if (!this.playing) this.#restSoon();
  }

  #change(way) {
    const days = this.frames.changeDays;
    return way > 0 ? days.find((day) => day > this.day) ?? this.frames.days - 1 : days.findLast((day) => day < this.day) ?? 0;
  }

  #tellDay() {
    const words = this.frames.words(this.day);
    this.date.textContent = words;
    this.slider.value = String(this.day);
    this.slider.setAttribute("aria-valuetext", words);
  }

  // The day on the canvas: cheap enough for every frame.
  #show() {
    this.#tellDay();
    const { frames, day } = this;
    const zoom = this.map.view.zoom;
    const places = this.#placeRows(day, zoom);
    const marks = this.#claimRows(day);
    const chosen = this.at ? places.filter((row) => row.pick.at === this.at) : [];
    const chosenClaim = marks.filter((row) => row.on);
    this.map.show(day, {
      places, claims: this.#same("claims", marks),
      roads: frames.roads, "roads-edge": frames.roads, "road-names": this.#roadNames(),
      changed: this.#same("changed", places.filter((row) => row.since === day).map((row) => ({ at: row.at, size: row.size * 0.78 }))),
      chosen: this.#same("chosen", [...chosen, ...chosenClaim.map((row) => ({ ...row, size: 34 }))].map((row) => ({ at: row.at, size: row.size * 0.9 }))),
      names: this.#nameRows(zoom),
    });
  }

  // The rows of before where they are equal: an unchanged layer costs nothing.
  #same(name, rows) {
    this.before ??= {};
    const written = JSON.stringify(rows);
    if (this.before[name]?.written !== written) this.before[name] = { written, rows };
    return this.before[name].rows;
  }

  #roadNames() {
    this.roadNames ??= this.frames.roads.map((road) => ({ at: road.path[Math.floor(road.path.length / 2)], text: road.name, offset: [0, 12] }));
    return this.roadNames;
  }

  #placeRows(day, zoom) {
    const near = zoom >= 10.4 ? 2 : zoom >= 9 ? 1 : 0;
    const key = `${lastUpTo(this.frames.rowDays, day, (each) => each)} ${near}`;
    if (this.placed?.key === key) return this.placed.rows;
    const rows = [];
    for (const place of this.frames.places) {
      if (!place.whole && near < 2) continue;
      const state = this.frames.state(place, day);
      if (!state) continue;
      const size = (!place.whole ? 10 : place.people >= 10_000 ? 17 : place.people >= 1000 ? 13 : 10) + near * 1.5;
      rows.push({ at: place.at, icon: solidIcon(state.controller, sureOf(state.since)), size, offset: [0, 0], pick: { at: place.name },
        tip: `${place.name}\n${saidOf(state)}`, since: state.since.day });
    }
    this.placed = { key, rows };
    return rows;
  }

  #nameRows(zoom) {
    const step = Math.round(zoom * 4) / 4;
    if (this.named?.step === step) return this.named.rows;
    this.ranked ??= this.frames.places.filter((place) => place.kind !== "landmark")
      .map((place) => ({ at: place.at, text: place.label, size: place.people >= 10_000 ? 18 : 13, rank: rankOf(place), part: !place.whole }))
      .sort((a, b) => b.rank - a.rank);
    const rows = fittingNames(this.ranked.filter((row) => (zoom >= 11.5 || !row.part) && (zoom >= 9.8 || row.rank >= 250)), step);
    this.named = { step, rows };
    return rows;
  }

  #claimsOn(day) { return this.claims.filter((claim) => claim.first <= day && day <= claim.last); }

  // Claims on one place stand in a ring about its mark.
  #claimRows(day) {
    const met = new Map();
    return this.#claimsOn(day).filter((claim) => claim.at).map((claim) => {
      const key = claim.at.join(" ");
      const nth = met.get(key) ?? 0;
      met.set(key, nth + 1);
      const ring = nth < 8 ? 0 : nth < 22 ? 1 : 2, inRing = ring === 0 ? 8 : ring === 1 ? 14 : 20;
      const turn = -Math.PI / 2 + 2 * Math.PI * (nth - [0, 8, 22][ring]) / inRing;
      const far = 29 + 22 * ring;
      return { at: claim.at, icon: hollowIcon(claim.side, claim.status), size: 19, offset: [far * Math.cos(turn), far * Math.sin(turn)], on: claim.on,
        pick: { open: claim.id }, tip: `${claim.what}\n${claim.who}\n${claim.when}` };
    });
  }

  // What only a reader at rest needs: marks that can be pressed, the list, the phase.
  #rest() {
    this.map.play(false);
    this.frames.phases.forEach((phase, at) => this.phases.children[at].setAttribute("aria-pressed", String(phase.first <= this.day && this.day <= phase.last)));
    this.panel.draw({ day: this.day, claims: this.#claimsOn(this.day), claimDays: this.claimDays, cut: this.cut, at: this.at, paper: this.paper, go: (day) => { this.#go(day); this.#tellSoon(); } });
  }
  #restSoon() { clearTimeout(this.resting); this.resting = setTimeout(() => this.#rest(), 120); }

  #near(name) {
    const place = this.frames.byName.get(name);
    return place ? { longitude: place.at[0], latitude: place.at[1], zoom: Math.max(this.map.view.zoom, place.kind === "settlement" ? 10.4 : 11.6) } : {};
  }

  #choose(pick) {
    this.#pause();
    if (pick.open) {
      if (pick.near) this.map.fly({ longitude: pick.near[0], latitude: pick.near[1], zoom: Math.max(this.map.view.zoom, 10) });
      this.report("open", pick.open);
      return;
    }
    this.at = pick.at;
    if (pick.at) this.map.fly(this.#near(pick.at));
    this.#show(); this.#rest(); this.panel.reveal();
    this.#tell();
  }

  #toggle() { if (this.playing) { this.#pause(); this.#tell(); } else this.#play(); }

  #play() {
    if (this.day >= this.frames.days - 1) this.#go(0);
    this.playing = true;
    this.player.textContent = "Pause";
    this.side.classList.add("waiting");
    this.map.play(true);
    let from = performance.now(), start = this.day;
    const speed = () => Number(this.speed.value);
    let pace = speed();
    const frame = (now) => {
      if (!this.playing) return;
      if (pace !== speed()) { pace = speed(); from = now; start = this.day; }
      const day = start + Math.floor((now - from) / 1000 * pace);
      this.#go(day);
      if (day >= this.frames.days - 1) { this.#pause(); this.#tell(); return; }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  #pause() {
    if (!this.playing) return;
    this.playing = false;
    this.player.textContent = "Play";
    this.side.classList.remove("waiting");
    this.#rest();
  }

  #tellSoon() { clearTimeout(this.telling); this.telling = setTimeout(() => this.#tell(), 400); }
  #tell() {
    clearTimeout(this.telling);
    const now = [this.frames.iso(this.day), this.layers ?? ALL, this.at ?? ""];
    this.pending.push(JSON.stringify(now));
    this.report("rest", { day: now[0], layers: now[1], at: now[2] });
  }

  // The view is written into the address without a run of the page, so that panning costs nothing and makes no history.
  #writeView(view) {
    const address = new URL(location.href);
    const written = (each) => [each.latitude.toFixed(4), each.longitude.toFixed(4), each.zoom.toFixed(2)].join(",");
    if (written(view) === written(this.data.view)) address.searchParams.delete("mv"); else address.searchParams.set("mv", written(view));
    if (address.href !== location.href) history.replaceState(history.state, "", address);
    if (this.frames && this.day !== undefined) this.#show();
  }

  #viewOfAddress() {
    const parts = (new URL(location.href).searchParams.get("mv") ?? "").split(",").map(Number);
    if (parts.length !== 3 || parts.some((part) => !Number.isFinite(part))) return null;
    const [latitude, longitude, zoom] = parts;
    if (latitude < REGION[1] || latitude > REGION[3] || longitude < REGION[0] || longitude > REGION[2] || zoom < ZOOMS[0] || zoom > ZOOMS[1]) return null;
    return { latitude, longitude, zoom };
  }

  #theme() {
    const color = getComputedStyle(this.box).getPropertyValue("--st-background-color").trim();
    const [red, green, blue] = color.startsWith("#") ? [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)) : (color.match(/\d+/g) ?? [255, 255, 255]).map(Number);
    return red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? "dark" : "light";
  }

  async #save(draw, name) {
    this.#pause();
    this.note.textContent = "The picture is being drawn …";
    const canvas = await draw();
    canvas.toBlob((blob) => {
      const link = make("a", { href: URL.createObjectURL(blob), download: `front-${name}.png` });
      link.click();
      this.note.textContent = "";
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  }

  async #pictureOfDay() {
    await this.whole;
    return dayPicture(this.map.picture(), { frames: this.frames, day: this.day, deck: this.decks[this.theme], credit: this.data.credit,
      width: this.canvas.clientWidth, font: getComputedStyle(this.box).fontFamily });
  }

  #pictureOfPeriod() {
    return periodPicture({ frames: this.frames, deck: this.decks.light, credit: this.data.credit, font: getComputedStyle(this.box).fontFamily });
  }
}

export function show({ data, parentElement, ...tell }) {
  let front = made.get(parentElement);
  if (!front) made.set(parentElement, (front = new Front(parentElement)));
  front.update(data, tell);
  return () => { front.end(); made.delete(parentElement); };
}
