// What stands in the address of the page: the view as it can be cited, how a list is arranged, where the map
// lies.

const MAP_VIEW = "mv";
// How an address is looked at, which nobody cites.
const PASSING = ["embed", "tab-"];
// After these milliseconds an arrangement is put back, for a run of the page may have left it out.
const PUT_BACK = [0, 600];

/**
 * The address without what only says how it is looked at.
 *
 * @param {string} address
 */
export const citable = (address) => {
  const kept = new URL(address);
  const names = [...kept.searchParams.keys()];
  for (const name of names) {
    if (PASSING.some((start) => name.startsWith(start))) kept.searchParams.delete(name);
  }
  return kept.href;
};

/** @returns {string} The address of the view as it stands, ready to be cited. */
export const here = () => citable(location.href);

/**
 * The address at which a page shows one of its charts alone.
 *
 * @param {string} address
 * @param {string} chart
 */
export const withOnly = (address, chart) => {
  const changed = new URL(address);
  changed.searchParams.set("only", chart);
  return changed.href;
};

/**
 * How a list is arranged, "" where it is as it comes: stands in the address as NAME=LIST.HOW.
 *
 * @param {string} address
 * @param {string} name
 * @param {string} list
 */
export const readArrangement = (address, name, list) => {
  const all = new URL(address).searchParams.getAll(name);
  return all.find((each) => each.startsWith(`${list}.`))?.slice(list.length + 1) ?? "";
};

/**
 * The address in which a list is arranged that way; other lists keep theirs.
 *
 * @param {string} address
 * @param {string} name
 * @param {string} list
 * @param {string} how
 */
export const withArrangement = (address, name, list, how) => {
  const changed = new URL(address);
  const others = changed.searchParams.getAll(name).filter((each) => !each.startsWith(`${list}.`));
  changed.searchParams.delete(name);
  for (const each of how ? [...others, `${list}.${how}`] : others) changed.searchParams.append(name, each);
  return changed.href;
};

/**
 * @param {string} address Written over the one that stands, without a run of the page and without history.
 */
export const overwrite = (address) => {
  if (address !== location.href) History.prototype.replaceState.call(history, history.state, "", address);
};

/**
 * How a reader has arranged the list of a component: a column to sort by, rows unfolded. What Python changes
 * in the address leaves it out: `keep` puts it back.
 *
 * @param {string} name
 * @param {ShadowRoot} root
 */
export const arrangementOf = (name, root) => {
  const key = "st-key-";
  const around = root.host.closest(`[class*="${key}"]`);
  const list = [...(around?.classList ?? [])].find((each) => each.startsWith(key))?.slice(key.length) ?? "";
  const write = (/** @type {string} */ how) => overwrite(withArrangement(location.href, name, list, how));
  return {
    read: () => readArrangement(location.href, name, list),
    write,
    keep: (/** @type {string} */ how) => {
      if (how) for (const wait of PUT_BACK) setTimeout(() => write(how), wait);
    },
  };
};

/** @typedef {{ latitude: number, longitude: number, zoom: number }} MapView */

/** @param {MapView} view @returns {string} As it stands in the address. */
const written = ({ latitude, longitude, zoom }) =>
  [latitude.toFixed(4), longitude.toFixed(4), zoom.toFixed(2)].join(",");

/**
 * The view of the map that stands in an address; null without one, or with one beyond the bounds.
 *
 * @param {string} address
 * @param {{ region: number[], zooms: number[] }} bounds
 * @returns {MapView | null}
 */
export const readMapView = (address, { region: [west, south, east, north], zooms: [least, most] }) => {
  const parts = (new URL(address).searchParams.get(MAP_VIEW) ?? "").split(",").map(Number);
  if (parts.length !== 3 || parts.some((part) => !Number.isFinite(part))) return null;
  const [latitude, longitude, zoom] = parts;
  const inside = latitude >= south && latitude <= north && longitude >= west && longitude <= east;
  return inside && zoom >= least && zoom <= most ? { latitude, longitude, zoom } : null;
};

/**
 * The address with the view of the map; the usual view needs no word.
 *
 * @param {string} address
 * @param {MapView} view
 * @param {MapView} usual
 */
export const withMapView = (address, view, usual) => {
  const changed = new URL(address);
  if (written(view) === written(usual)) changed.searchParams.delete(MAP_VIEW);
  else changed.searchParams.set(MAP_VIEW, written(view));
  return changed.href;
};

/**
 * What asks for an entry of the history: an address, by default the one that stands, without the map's view.
 *
 * @param {string | URL | null} [address]
 */
export const withoutMapView = (address) => {
  const parts = new URL(address ?? "", location.href);
  parts.searchParams.delete(MAP_VIEW);
  parts.hash = "";
  return parts;
};

/** @typedef {Record<string, [now: string, instead: string]>} Mending By name of a parameter. */

/**
 * The address without what Streamlit took for text, and with days the right way round: it leaves both as they
 * were typed. Each of `drop` holds only where all of it still stands.
 *
 * @param {string} address
 * @param {Mending[]} drop
 */
export const mended = (address, drop) => {
  const changed = new URL(address);
  const { searchParams } = changed;
  for (const parts of drop.map(Object.entries)) {
    if (!parts.every(([name, [now]]) => searchParams.get(name) === now)) continue;
    for (const [name, [, instead]] of parts) {
      if (instead) searchParams.set(name, instead);
      else searchParams.delete(name);
    }
  }
  return changed.href;
};
