// Saves the chart beside it as PNG or SVG; Plotly draws the file in the browser, no server takes part.
const FORMATS = ["png", "svg"];

export default function ({ data, parentElement }) {
  let box = parentElement.querySelector(".box");
  if (!box) { box = document.createElement("div"); box.className = "box"; parentElement.append(box); }
  const save = (format) => {
    const plot = document.querySelector(`.st-key-${CSS.escape(data.chart)} .js-plotly-plot`);
    const camera = plot?.querySelector('.modebar-btn[data-attr="toImage"], .modebar-btn[data-title*="ownload"]');
    if (!camera) { said.textContent = data.missing; return; }
    plot._context.toImageButtonOptions = { format, filename: data.name, scale: format === "png" ? 2 : 1 };
    camera.click();
    said.textContent = "";
  };
  const said = document.createElement("p"); said.className = "quiet"; said.setAttribute("role", "status");
  const buttons = FORMATS.map((format) => {
    const button = document.createElement("button"); button.type = "button"; button.className = "save";
    button.textContent = format.toUpperCase(); button.title = `${data.label} (${format.toUpperCase()})`;
    button.addEventListener("click", () => save(format));
    return button;
  });
  const words = document.createElement("span"); words.className = "quiet"; words.textContent = data.label;
  box.replaceChildren(words, ...buttons, said);
}
