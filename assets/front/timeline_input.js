// How a reader points at days of the timeline, draws a stretch of them, and walks through it by keys.

/**
 * @typedef {object} PointerActs
 * @property {(day: number) => void} over
 * @property {() => void} out
 * @property {(from: number, to: number, settled: boolean) => void} draw
 * @property {(day: number) => void} press
 */
/**
 * @typedef {object} KeyActs
 * @property {(by: number, extend: boolean) => void} move
 * @property {() => void} enter
 * @property {() => void} leave
 */

const STRAY = 5; // pixels that a press may move without becoming a stretch

/**
 * @param {HTMLElement} plot
 * @param {(x: number) => number} dayAt
 * @param {PointerActs} acts
 */
export const heedPointer = (plot, dayAt, { over, out, draw, press }) => {
  /** @type {{ x: number, day: number, drawn: boolean } | null} */
  let held = null;
  const under = (/** @type {PointerEvent} */ event) => event.clientX - plot.getBoundingClientRect().left;
  plot.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    plot.setPointerCapture(event.pointerId);
    held = { x: under(event), day: dayAt(under(event)), drawn: false };
  });
  plot.addEventListener("pointermove", (event) => {
    const x = under(event);
    if (!held) {
      over(dayAt(x));
      return;
    }
    held.drawn ||= Math.abs(x - held.x) > STRAY;
    if (held.drawn) draw(held.day, dayAt(x), false);
  });
  plot.addEventListener("pointerup", (event) => {
    if (!held) return;
    if (held.drawn) draw(held.day, dayAt(under(event)), true);
    else press(held.day);
    held = null;
  });
  plot.addEventListener("pointercancel", () => (held = null));
  plot.addEventListener("pointerleave", () => held || out());
};

/** @param {HTMLElement} plot @param {KeyActs} acts */
export const heedKeys = (plot, { move, enter, leave }) => {
  /** @type {Record<string, number>} */
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -Infinity, End: Infinity };
  plot.addEventListener("keydown", (event) => {
    const by = steps[event.key];
    if (!by && event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (by) move(by, event.shiftKey);
    else if (event.key === "Enter") enter();
    else leave();
  });
};
