// Files of the dashboard's own server.

// The dashboard's address, below whatever prefix it is served: modules lie below it.
const HOME = import.meta.url.split("app/static/")[0];

/** @param {string} path @returns {string} The address of a path below the dashboard's own. */
export const addressOf = (path) => new URL(path, HOME).href;

/** @param {string} path */
const answerOf = async (path) => {
  const answer = await fetch(addressOf(path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
};

/** @type {Map<string, Promise<any>>} */
const fetched = new Map();

/**
 * What a file of JSON holds, fetched once; throws with the path where it cannot be had.
 *
 * @param {string} path
 * @returns {Promise<any>}
 */
export const fetchJson = (path) => {
  const known = fetched.get(path);
  if (known) return known;
  const asked = answerOf(path).then((answer) => answer.json());
  // What failed is asked for again.
  asked.catch(() => fetched.delete(path));
  fetched.set(path, asked);
  return asked;
};

/**
 * The text of a file; throws with the path where it cannot be had.
 *
 * @param {string} path
 * @returns {Promise<string>}
 */
export const fetchText = async (path) => (await answerOf(path)).text();
