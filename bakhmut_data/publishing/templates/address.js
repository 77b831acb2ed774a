// Addresses of the dashboard lead to the same thing here: its evidence and documents have pages of their own.

const CLAIM = /^([0-9A-Za-z]+(?:-[0-9]{1,6})?)-[a-z][0-9]+-[0-9]+(?:\.[0-9]+)?$/;
const DOCUMENT = /^[0-9A-Za-z][0-9A-Za-z_-]{0,79}$/;

/**
 * Where a query of the dashboard leads, below the folder of the edition; null where it is no other page.
 * @param {string} query
 * @param {string} page the page's own path below that folder
 */
export const elsewhere = (query, page) => {
  const asked = new URLSearchParams(query);
  const claim = asked.get("ev") ?? "";
  const found = CLAIM.exec(claim);
  if (found) return `documents/${found[1]}/index.html#${claim}`;
  const named = asked.get("doc") ?? "";
  if (page.startsWith("documents/") && DOCUMENT.test(named)) return `documents/${named}/index.html`;
  return null;
};

if (typeof document !== "undefined" && location.search) {
  const home = /** @type {HTMLAnchorElement} */ (document.querySelector(".brand a")).href;
  const folder = new URL(".", home);
  const path = location.pathname.slice(folder.pathname.length);
  const found = elsewhere(location.search, path);
  // The list of documents has each; one that it does not have leads nowhere.
  const listed = path !== "documents/index.html" || document.querySelector(`a[href$="${found}"]`) !== null;
  if (found !== null && (listed || found.includes("#"))) location.replace(new URL(found, folder));
}
