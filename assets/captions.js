// What a citation or a picture says of where it comes from, for it may travel alone.

/**
 * @returns {{ left: string, version: string }} What the filters left, in words, and the version of the
 * tables.
 */
export const tablesShown = () => {
  const line = /** @type {HTMLElement | null} */ (document.querySelector("[role=status][data-version]"));
  return { left: line?.textContent ?? "", version: line?.dataset.version ?? "" };
};

/**
 * A text in lines that fit a width; a word that is longer than a line breaks anywhere.
 *
 * @param {{ measureText: (text: string) => { width: number } }} pen
 * @param {string} text
 * @param {number} width
 * @returns {string[]}
 */
export const linesOf = (pen, text, width) => {
  /** @type {string[]} */
  const lines = [];
  const fits = (/** @type {string} */ line) => pen.measureText(line).width <= width;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(...piecesOf(word, fits));
  }
  return lines;
};

/**
 * A word in pieces that fit, each as long as it can be.
 *
 * @param {string} word
 * @param {(piece: string) => boolean} fits
 */
const piecesOf = (word, fits) => {
  const pieces = [];
  let rest = word;
  while (!fits(rest)) {
    let end = rest.length;
    while (end > 1 && !fits(rest.slice(0, end))) end = Math.floor(end * 0.9);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
};
