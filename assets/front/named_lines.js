// The fronts that are drawn, by name: every number, picture and file says of which of them it speaks.

/** @typedef {import("./shapes.js").Shapes} Shapes */
/**
 * @typedef {object} NamedLine
 * @property {"reference" | "documents"} key As in files.
 * @property {string} label
 * @property {Shapes | null} shapes Null while it is being drawn.
 */

const OF_ALL = "of 6,890 km² that are mapped";
const MOST_OUTLETS = 5; // that are named
const FEW = 1; // digits after the point of kilometres

/**
 * The fronts that are drawn, that of the reference first.
 *
 * @param {Pick<import("./lines.js").Lines, "frames" | "implied" | "settings">} lines
 * @returns {NamedLine[]}
 */
export const namedLines = ({ frames, implied, settings: { line, without } }) => {
  /** @type {NamedLine[]} */
  const both = [
    { key: "reference", label: "Reference", shapes: frames },
    {
      key: "documents",
      label: without ? `These documents without “${without}”` : "These documents",
      shapes: implied,
    },
  ];
  return both.filter(({ key }) => line === "both" || line === key);
};

/** @param {NamedLine[]} named @returns {string} Their names in the name of a file. */
export const inFileName = (named) => (named.length > 1 ? "both" : named[0].key);

/** @param {NamedLine[]} named @returns {string} What a picture with them shows. */
export const namesInWords = (named) => {
  const words = named.map(({ key, label }) =>
    key === "reference" ? "the estimate from the reference" : `what t${label.slice(1)} imply`,
  );
  return words.join("; dashed, ");
};

/**
 * @param {number | null | undefined} value
 * @param {string} unit
 * @param {number} digits
 */
export const amount = (value, unit, digits) => {
  if (value === null || value === undefined) return "no line";
  const how = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${value.toLocaleString("en", how)} ${unit}`;
};

/**
 * The measures of a day in a sentence that names whose they are.
 *
 * @param {NamedLine} named
 * @param {number} day
 */
export const measuresInWords = ({ label, shapes }, day) => {
  if (!shapes) return `${label}: the line is being drawn.`;
  const { russian_sq_km: area, km_to_bakhmut: far, unknown_sq_km: unknown } = shapes.measures(day);
  const held = `${amount(area, "km²", 0)} Russian-held ${OF_ALL}`;
  const near = `line ${amount(far, "km", FEW)} from Bakhmut’s city hall`;
  return `${label}: ${held}; ${near}${unknown === undefined ? "" : evidenceInWords(shapes, unknown, day)}.`;
};

/** @param {Shapes} shapes @param {number | null} unknown @param {number} day */
const evidenceInWords = (shapes, unknown, day) => {
  const claims = shapes.value("claims", day) ?? 0;
  const from = `${claims} ${claims === 1 ? "claim" : "claims"} known by then`;
  return `; from ${from}; of ${amount(unknown, "km²", 0)} nothing is known`;
};

/**
 * From what the fronts are drawn, for a picture that travels alone.
 *
 * @param {NamedLine[]} named
 * @param {string[]} outlets Of the documents, those of most claims first.
 */
export const sourcesInWords = (named, outlets) => {
  const more = outlets.length > MOST_OUTLETS ? ` and ${outlets.length - MOST_OUTLETS} more` : "";
  const listed = `${outlets.slice(0, MOST_OUTLETS).join(", ")}${more}`;
  const said = named.map(({ key, label }) =>
    key === "reference"
      ? "the reference from dated control of settlements after the public sources that the page lists"
      : `t${label.slice(1)} from claims in ${listed || "no outlet"}`,
  );
  return `Sources: ${said.join("; ")}.`;
};

/**
 * By how much the Russian-held area has changed within so many days; null where one of them has none.
 *
 * @param {Shapes} shapes
 * @param {number} day
 * @param {number} within Days.
 */
export const netChange = (shapes, day, within) => {
  const [before, now] = [day - within, day].map((each) =>
    each < 0 ? null : shapes.measures(each).russian_sq_km,
  );
  return typeof before === "number" && typeof now === "number" ? now - before : null;
};

/** @param {number} value @param {number} [digits] @returns {string} With its sign, "±0" for none. */
export const signed = (value, digits = 0) => {
  const rounded = Number(Math.abs(value).toFixed(digits));
  const sign = rounded === 0 ? "±" : value < 0 ? "−" : "+";
  return `${sign}${rounded.toLocaleString("en")}`;
};
