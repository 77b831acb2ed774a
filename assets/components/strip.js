// Lanes of marks along one axis. A picture with a text alternative: the same claims stand in the list beside it.
export default function ({ data, parentElement, setTriggerValue }) {
  let box = parentElement.querySelector(".box");
  if (!box) { box = document.createElement("div"); box.className = "box"; parentElement.append(box); }
  const part = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    if (text) element.textContent = text;
    return element;
  };
  const figure = document.createElement("figure");
  const caption = part("figcaption", "", data.caption);
  const picture = part("div", "picture");
  picture.setAttribute("role", "img"); picture.setAttribute("aria-label", data.alt);
  for (const lane of data.lanes) {
    const row = part("div", "lane");
    const name = part("div", "name"); name.title = lane.label;
    if (lane.color) { const swatch = part("span", "swatch"); swatch.style.background = lane.color; name.append(swatch); }
    name.append(lane.label);
    const track = part("div", "track");
    for (const tick of data.axis) { const line = part("div", "grid"); line.style.left = `${tick.at}%`; track.append(line); }
    for (const mark of lane.marks) {
      const dot = part("span", `mark ${mark.shape || ""} ${mark.on ? "on" : ""}`);
      dot.style.left = `${mark.at}%`;
      dot.style.width = mark.width ? `max(3px, ${mark.width}%)` : `${mark.size}px`;
      dot.style.height = `${mark.size}px`;
      dot.style.background = mark.color || lane.color; dot.style.borderColor = mark.color || lane.color;
      dot.title = mark.title;
      dot.addEventListener("click", () => setTriggerValue("open", mark.id));
      track.append(dot);
    }
    if (lane.note) track.append(part("span", "note", lane.note));
    row.append(name, track); picture.append(row);
  }
  const axis = part("div", "lane"); axis.style.borderBottom = "0";
  const ticks = part("div", "axis");
  for (const tick of data.axis) { const label = part("span", "", tick.label); label.style.left = `${tick.at}%`; if (tick.at < 4) label.style.transform = "none"; if (tick.at > 96) label.style.transform = "translateX(-100%)"; ticks.append(label); }
  axis.append(part("div", "name"), ticks); picture.append(axis);
  figure.append(caption, picture);
  box.replaceChildren(figure); box.dataset.credit = data.credit ?? "";
}
