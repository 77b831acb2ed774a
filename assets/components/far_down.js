// A link to a part far down a page opens there, until the page has grown or the reader does something;
// evidence comes first.

/** @type {Record<string, string>} By parameter of the address, what it leads to. */
const FAR_DOWN = { lens: ".st-key-lens", row: ".st-key-lens" };
const GROWING = 6000; // milliseconds

/** Brings the part into view to which the address leads, once a visit. */
export const openFarDown = () => {
  const { searchParams } = new URL(location.href);
  const aim = Object.keys(FAR_DOWN).find((name) => searchParams.has(name));
  const page = document.querySelector(".stMainBlockContainer");
  const { dataset } = document.documentElement;
  if (!aim || !page || searchParams.has("ev") || dataset.opened) return;
  dataset.opened = aim;
  const growing = new ResizeObserver(() => document.querySelector(FAR_DOWN[aim])?.scrollIntoView());
  const stop = () => growing.disconnect();
  growing.observe(page);
  for (const act of ["wheel", "keydown", "pointerdown", "touchstart"]) {
    addEventListener(act, stop, { capture: true, once: true });
  }
  setTimeout(stop, GROWING);
};
