// Claims a day as bars; a stretch drawn with the pointer or the keyboard becomes the filter of days.
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000, HEIGHT = 90;
const shape = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const DAY = 86_400_000;
const FULL = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

// A bar with the days it counts: only numbers are sent, for there may be hundreds.
const named = (first, together, index, count, on) => {
  const start = new Date(Date.parse(first) + index * together * DAY), end = new Date(start.getTime() + (together - 1) * DAY);
  const label = together === 1 ? FULL.format(start) : `${FULL.format(start)} – ${FULL.format(end)}`;
  return { from: start.toISOString().slice(0, 10), to: end.toISOString().slice(0, 10), label, count, on };
};

export default function ({ data, parentElement, setTriggerValue }) {
  let box = parentElement.querySelector(".box");
  if (!box) { box = document.createElement("div"); box.className = "box"; parentElement.append(box); }
  const had = Boolean(box.contains(parentElement.activeElement ?? null));
  const bars = data.bars.map(([count, on], index) => named(data.first, data.together, index, count, on)), step = WIDTH / Math.max(1, bars.length);
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  let at = Math.min(box.at ?? Math.max(0, data.busiest), bars.length - 1), anchor = at, dragged = false;
  const caption = document.createElement("p"); caption.className = "quiet"; caption.textContent = data.caption;
  const picture = document.createElement("div"); picture.className = "picture"; picture.tabIndex = 0;
  picture.setAttribute("role", "slider"); picture.setAttribute("aria-label", data.label);
  picture.setAttribute("aria-valuemin", "0"); picture.setAttribute("aria-valuemax", String(bars.length - 1));
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  for (const [index, bar] of bars.entries()) {
    const tall = bar.count ? Math.max(3, (bar.count / most) * (HEIGHT - 6)) : 0;
    svg.append(shape("rect", { class: bar.on ? "bar on" : "bar", x: index * step + step * 0.06, width: step * 0.88, y: HEIGHT - tall, height: tall }));
  }
  const brush = shape("rect", { class: "brush", y: 0, height: HEIGHT, x: 0, width: 0 });
  svg.append(brush); picture.append(svg);
  const said = document.createElement("p"); said.className = "quiet said"; said.setAttribute("role", "status");
  const show = (quietly) => {
    box.at = at;
    const [first, last] = [Math.min(at, anchor), Math.max(at, anchor)];
    brush.setAttribute("x", first * step); brush.setAttribute("width", (last - first + 1) * step);
    const words = first === last ? `${bars[at].label}: ${bars[at].count}` : `${bars[first].label} – ${bars[last].label}`;
    picture.setAttribute("aria-valuenow", String(at)); picture.setAttribute("aria-valuetext", words);
    if (!quietly) said.textContent = words;
  };
  const choose = () => setTriggerValue("range", { from: bars[Math.min(at, anchor)].from, to: bars[Math.max(at, anchor)].to });
  const under = (event) => {
    const edge = svg.getBoundingClientRect();
    return Math.max(0, Math.min(bars.length - 1, Math.floor(((event.clientX - edge.left) / edge.width) * bars.length)));
  };
  picture.addEventListener("pointerdown", (event) => { picture.setPointerCapture(event.pointerId); anchor = at = under(event); dragged = true; show(); });
  picture.addEventListener("pointermove", (event) => {
    const here = under(event);
    if (dragged) { at = here; show(); } else said.textContent = `${bars[here].label}: ${bars[here].count}`;
  });
  picture.addEventListener("pointerup", () => { if (dragged) { dragged = false; choose(); } });
  picture.addEventListener("pointercancel", () => { dragged = false; });
  picture.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -bars.length, End: bars.length }[event.key];
    if (by) {
      at = Math.max(0, Math.min(bars.length - 1, at + by));
      if (!event.shiftKey) anchor = at;
      show(); event.preventDefault();
    } else if (event.key === "Enter") { choose(); event.preventDefault(); }
    event.stopPropagation();
  });
  const axis = document.createElement("div"); axis.className = "axis"; axis.setAttribute("aria-hidden", "true");
  for (const index of new Set([0, Math.floor((bars.length - 1) / 2), bars.length - 1])) {
    const label = document.createElement("span"); label.textContent = bars[index].label; axis.append(label);
  }
  const foot = document.createElement("div"); foot.className = "foot"; foot.append(said);
  if (data.chosen) {
    const all = document.createElement("button"); all.type = "button"; all.className = "all"; all.textContent = data.all;
    all.addEventListener("click", () => setTriggerValue("range", { from: "", to: "" }));
    foot.append(all);
  }
  box.replaceChildren(caption, picture, axis, foot);
  show(true);
  brush.setAttribute("width", 0);
  if (had) picture.focus({ preventScroll: true });
}
