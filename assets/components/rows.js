// A list of claims in groups; each row is a button that opens its evidence. Text is only ever set as text.
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

const row = (item, open) => {
  const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.background = item.color || "transparent";
  const button = make("button", { class: "row", type: "button", "aria-pressed": String(Boolean(item.on)), "data-id": item.id },
    swatch,
    make("span", {}, make("bdi", { class: "what" }, item.what), make("bdi", { class: "who" }, item.who || "")),
    make("span", { class: "when" }, item.when || ""));
  button.addEventListener("click", () => open(item.id));
  return make("li", {}, button);
};

const group = (item, open) => {
  const section = make("section", { class: "group" });
  if (item.title) {
    section.append(make("div", { class: "head" }, make("h3", {}, item.title), item.badge ? make("span", { class: "badge" }, item.badge) : null));
  }
  if (item.note) section.append(make("p", { class: "quiet" }, item.note));
  section.append(make("ol", {}, ...item.rows.map((each) => row(each, open))));
  return section;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const arranged = arrangement("all", parentElement);
  let box = parentElement.querySelector(".box");
  const focused = parentElement.activeElement?.getAttribute?.("data-id");
  const top = box ? box.scrollTop : 0;
  if (!box) parentElement.append((box = make("div")));
  box.className = data.height ? "box scroll" : "box";
  box.style.maxHeight = data.height ? `${data.height}px` : "";
  if (data.height) { box.tabIndex = 0; box.setAttribute("role", "region"); box.setAttribute("aria-label", data.label); }
  const groups = data.groups.map((each) => group(each, (id) => setTriggerValue("open", id)));
  const rest = groups.splice(data.first ?? groups.length);
  if (rest.length) {
    const details = make("details", {}, make("summary", {}, `${rest.length} more`), ...rest);
    const unfolded = box.querySelector("details")?.open ?? Boolean(arranged.read());
    details.open = unfolded || rest.some((each) => each.querySelector('[aria-pressed="true"]'));
    details.addEventListener("toggle", () => arranged.write(details.open ? "1" : ""));
    groups.push(details);
  }
  box.replaceChildren(...groups);
  box.scrollTop = top;
  // A rerun redraws the list; the reader's place in it must not be lost.
  if (focused) box.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  box.onkeydown = (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = [...box.querySelectorAll("button.row")];
    const at = buttons.indexOf(event.target);
    const next = buttons[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at >= 0 && next) { event.preventDefault(); next.focus(); }
  };
}
