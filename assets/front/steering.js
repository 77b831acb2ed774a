// Where the map goes for what is chosen, and which keys stay the map's own.

/** @typedef {import("./frames.js").Place} Place */

/** At which a chosen one is shown. */
export const ZOOMS = { claim: 10, town: 10.4, part: 11.6 };
/** Streamlit takes these for its own wherever they are pressed. */
const SHORTCUTS = ["r", "c"];

/** @param {KeyboardEvent} event */
export const keepFromStreamlit = (event) => {
  if (SHORTCUTS.includes(event.key) && !event.ctrlKey && !event.metaKey) event.stopPropagation();
};

/**
 * @param {Place | undefined} place
 * @param {number} zoom That of the map, from which it does not go farther away.
 * @returns {Partial<import("./projection.js").MapView>}
 */
export const viewOfPlace = (place, zoom) => {
  if (!place) return {};
  const nearest = place.kind === "settlement" ? ZOOMS.town : ZOOMS.part;
  return { longitude: place.at[0], latitude: place.at[1], zoom: Math.max(zoom, nearest) };
};
