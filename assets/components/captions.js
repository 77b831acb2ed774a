// What a citation or a picture says of where it comes from, for it may travel alone.

// The address of the view as it stands, without what only says how it is looked at.
const here = () => {
  const address = new URL(location.href);
  const passing = [...address.searchParams.keys()].filter((name) => name.startsWith("embed") || name.startsWith("tab-"));
  for (const name of passing) address.searchParams.delete(name);
  return address.href;
};

// The line that says what the filters left; it knows the version of the tables.
const statusLine = () => document.querySelector("[role=status][data-version]");

// A text in lines that fit a width; a word that is longer than a line breaks anywhere.
const linesOf = (pen, text, width) => {
  const lines = [], fits = (line) => pen.measureText(line).width <= width;
  for (let word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && fits(longer)) { lines[lines.length - 1] = longer; continue; }
    for (let end = word.length; !fits(word); end = word.length) {
      while (end > 1 && !fits(word.slice(0, end))) end = Math.floor(end * 0.9);
      lines.push(word.slice(0, end)); word = word.slice(end);
    }
    lines.push(word);
  }
  return lines;
};
