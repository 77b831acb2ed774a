// A table of claims; a cell is its text and, where it is another, the value to sort by. A heading sorts by its column, the button in a row opens its evidence.
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
// Cells without a value come last, whichever way the rest is sorted.
const compare = (left, right, way) => {
  if (left === right) return 0;
  if (left === null || left === "") return 1;
  if (right === null || right === "") return -1;
  return way * (typeof left === "number" && typeof right === "number" ? left - right : String(left).localeCompare(String(right)));
};

export default function ({ data, parentElement, setTriggerValue }) {
  const arranged = arrangement("sort", parentElement);
  let box = parentElement.querySelector(".box");
  if (!box) {
    parentElement.append((box = make("div", { class: "box" })));
    const [, at, way] = /^(\d{1,2})([ad])$/.exec(arranged.read()) ?? [];
    box.sorting = Number(at) < data.columns.length ? { at: Number(at), down: way === "d" } : { at: -1, down: false };
  }
  const sorting = box.sorting;
  const focused = parentElement.activeElement?.getAttribute?.("data-id");
  const draw = () => {
    const rows = [...data.rows];
    if (sorting.at >= 0) rows.sort((a, b) => compare(a.cells[sorting.at].at(-1), b.cells[sorting.at].at(-1), sorting.down ? -1 : 1));
    const head = make("tr", {}, ...data.columns.map((column, at) => {
      const button = make("button", { type: "button", class: "sort", "data-id": `sort-${at}` }, column.label);
      button.addEventListener("click", () => {
        sorting.down = sorting.at === at ? !sorting.down : false;
        sorting.at = at;
        draw();
        arranged.write(`${at}${sorting.down ? "d" : "a"}`);
        box.querySelector(`[data-id="sort-${at}"]`).focus();
      });
      const sorted = sorting.at === at ? (sorting.down ? "descending" : "ascending") : "none";
      return make("th", { scope: "col", "aria-sort": sorted, class: column.number ? "n" : "" }, button);
    }));
    const body = rows.map((row) => make("tr", { class: row.on ? "on" : "" }, ...row.cells.map(([text], at) => {
      const words = make("bdi", {}, text);
      if (at) return make("td", { class: data.columns[at].number ? "n" : "" }, words);
      const open = make("button", { type: "button", class: "open", "data-id": row.id, "aria-pressed": String(Boolean(row.on)) }, words);
      open.addEventListener("click", () => setTriggerValue("open", row.id));
      return make("td", {}, open);
    })));
    const scroll = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": data.label });
    scroll.append(make("table", {}, make("caption", {}, data.caption), make("thead", {}, head), make("tbody", {}, ...body)));
    const top = box.querySelector(".scroll")?.scrollTop || 0;
    box.replaceChildren(scroll);
    scroll.scrollTop = top;
  };
  draw();
  if (sorting.at >= 0) arranged.keep(`${sorting.at}${sorting.down ? "d" : "a"}`);
  if (focused) box.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
