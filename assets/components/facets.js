// Values with their counts; a click adds a value to the filters or takes it away.
export default function ({ data, parentElement, setTriggerValue }) {
  let box = parentElement.querySelector(".box");
  if (!box) { box = document.createElement("div"); box.className = "box"; parentElement.append(box); }
  const focused = parentElement.activeElement?.getAttribute?.("data-id");
  const opened = new Set([...box.querySelectorAll("details[open]")].map((each) => each.dataset.group));
  const value = (group, item, most) => {
    const entry = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button"; button.className = "value";
    button.setAttribute("aria-pressed", String(item.on));
    button.setAttribute("data-id", `${group.name}:${item.value}`);
    button.title = item.label;
    const swatch = document.createElement("span"); swatch.className = "swatch"; swatch.style.background = item.color || "transparent";
    const name = document.createElement("bdi"); name.className = "name"; name.textContent = item.label;
    const count = document.createElement("span"); count.textContent = item.count.toLocaleString("en");
    const bar = document.createElement("span"); bar.className = "bar"; bar.style.transform = `scaleX(${item.count / most})`;
    button.append(swatch, name, count, bar);
    button.addEventListener("click", () => setTriggerValue("toggle", { group: group.name, value: item.value }));
    entry.append(button);
    return entry;
  };
  box.replaceChildren(...data.groups.map((group) => {
    const section = document.createElement("section"); section.className = "facet";
    const heading = document.createElement("h3"); heading.textContent = group.label;
    const most = Math.max(1, ...group.values.map((item) => item.count));
    const list = (values) => { const ul = document.createElement("ul"); ul.append(...values.map((item) => value(group, item, most))); return ul; };
    section.append(heading, list(group.values.slice(0, data.shown)));
    const rest = group.values.slice(data.shown);
    if (rest.length) {
      const details = document.createElement("details"); details.dataset.group = group.name;
      details.open = opened.has(group.name);
      const summary = document.createElement("summary"); summary.textContent = `${rest.length} more`;
      details.append(summary, list(rest)); section.append(details);
    }
    return section;
  }));
  if (focused) box.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
