// Downloads of the front that documents imply, beside those of the reference.
import { tablesShown } from "../captions.js";
import { boxOf } from "../component.js";
import { handOver, make, makeButton } from "../dom.js";
import { Implied } from "./implied.js";
import { csvOf, dayFeatures, geojsonOf, measureRows, periodFeatures, withOrigin } from "./line_files.js";
import { onDay } from "./shown_day.js";

/** @typedef {import("./shown_day.js").ShownDay} ShownDay */

/** @type {WeakMap<ShadowRoot, () => void>} What ends the hearing of each component. */
const heard = new WeakMap();

/** @param {import("../component.js").Component<{}>} component */
export default function drawFiles({ parentElement }) {
  const box = boxOf(parentElement);
  heard.get(parentElement)?.();
  const head = make("p", { class: "quiet" });
  const buttons = make("p", { class: "files" });
  const waiting = make("p", { class: "quiet", role: "status" });
  box.replaceChildren(head, buttons, waiting);
  /** @type {unknown} */
  let drawn;
  /** @type {ShownDay} */
  let now;
  const end = onDay((shown) => {
    const ours = shown.named.find(({ key }) => key === "documents");
    box.hidden = !ours;
    if (!ours) return;
    head.replaceChildren(make("bdi", {}, `${ours.label}, ${shown.frames.words(shown.day)} and all days`));
    waiting.textContent = ours.shapes ? "" : "The files come when the line is drawn.";
    now = shown;
    if (drawn === ours.shapes) return;
    drawn = ours.shapes;
    buttons.replaceChildren(...(ours.shapes ? makeButtons(() => now) : []));
  });
  heard.set(parentElement, end);
  return end;
}

/** @param {() => ShownDay} shownNow */
const makeButtons = (shownNow) => {
  const button = (
    /** @type {string} */ label,
    /** @type {string} */ kind,
    /** @type {(shown: ShownDay, implied: Implied, label: string) => [string, string]} */ write,
  ) =>
    makeButton(
      label,
      () => {
        const shown = shownNow();
        const ours = shown.named.find(({ key }) => key === "documents");
        if (!(ours?.shapes instanceof Implied)) return;
        const [name, text] = write(shown, ours.shapes, ours.label);
        const type = kind === "csv" ? "text/csv" : "application/geo+json";
        handOver(new Blob([text], { type }), `front-documents-${name}-${tablesShown().version}.${kind}`);
      },
      { class: "save" },
    );
  return [
    button("GeoJSON (this day)", "geojson", ({ frames, day }, implied, line) => {
      const iso = frames.iso(day);
      return [iso, geojsonOf(dayFeatures(implied, day, { first_day: iso, last_day: iso }), line)];
    }),
    button("GeoJSON (the whole period)", "geojson", ({ frames }, implied, line) => [
      "period",
      geojsonOf(periodFeatures(implied, frames), line),
    ]),
    button("CSV (area and distances by day)", "csv", ({ frames }, implied, label) => [
      "measures",
      csvOf(withOrigin(measureRows([{ key: "documents", label, shapes: implied }], frames))),
    ]),
  ];
};
