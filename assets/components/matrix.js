// Sources side by side: a row for each thing spoken of, a column for each source, "does not say" where it is silent.
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter(Boolean));
  return element;
};

const bar = (share) => {
  const track = make("span", { class: "share", "aria-hidden": "true" }), part = make("span");
  part.style.width = `${share}%`;
  track.append(part);
  return track;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const arranged = arrangement("all", parentElement);
  let box = parentElement.querySelector(".box");
  if (!box) parentElement.append((box = make("div", { class: arranged.read() ? "box scroll all" : "box scroll" })));
  const focused = parentElement.activeElement?.getAttribute?.("data-id");
  const claim = (item) => {
    const button = make("button", { class: "row", type: "button", "aria-pressed": String(Boolean(item.on)), "data-id": item.id },
      make("bdi", {}, item.what), item.share ? bar(item.share) : null, make("small", {}, make("bdi", {}, item.who)));
    button.addEventListener("click", () => setTriggerValue("open", item.id));
    return make("li", {}, button);
  };
  const cell = (items, source) => {
    const td = make("td", { "data-source": source.label });
    if (!items.length) td.append(make("span", { class: "blank" }, source.blank ?? data.blank));
    else td.append(make("ul", {}, ...items.slice(0, data.shown).map(claim)));
    if (items.length > data.shown) {
      td.append(make("details", {}, make("summary", {}, `${items.length - data.shown} more`), make("ul", {}, ...items.slice(data.shown).map(claim))));
    }
    return td;
  };
  const head = make("tr", {}, make("th", { scope: "col" }, data.corner), ...data.sources.map((source) => {
    const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = source.color;
    return make("th", { scope: "col" }, swatch, make("bdi", {}, source.label));
  }));
  const body = data.rows.map((row) => make("tr", row.folded ? { class: "folded" } : {},
    make("th", { scope: "row" }, make("bdi", {}, row.label), row.note ? make("small", {}, row.note) : null),
    ...row.cells.map((items, at) => cell(items, data.sources[at]))));
  const narrowest = `min-width: ${5.6 * (data.sources.length + 1)}rem`;
  // The rest of the rows; whether they are shown outlasts a new selection.
  const whole = make("button", { type: "button", class: "whole", "data-id": "whole" });
  const tell = () => {
    whole.textContent = box.classList.contains("all") ? "Show fewer rows" : `Show all ${data.rows.length} rows`;
    whole.setAttribute("aria-expanded", String(box.classList.contains("all")));
  };
  whole.addEventListener("click", () => { arranged.write(box.classList.toggle("all") ? "1" : ""); tell(); whole.scrollIntoView({ block: "nearest" }); });
  tell();
  box.replaceChildren(make("table", { style: narrowest }, data.caption ? make("caption", {}, data.caption) : "", make("thead", {}, head), make("tbody", {}, ...body)));
  if (data.rows.some((row) => row.folded)) {
    box.append(whole);
    if (box.classList.contains("all")) arranged.keep("1");
  }
  box.dataset.credit = data.credit ?? "";
  if (focused) box.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
