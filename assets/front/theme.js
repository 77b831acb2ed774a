// The theme that a reader has chosen, which Python does not hear of.

/**
 * @param {string} color Of CSS, as hexadecimal digits or as rgb(…).
 * @returns {boolean} Whether it looks dark.
 */
export const isDark = (color) => {
  const [red, green, blue] = color.startsWith("#")
    ? [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
    : (color.match(/\d+/g) ?? [255, 255, 255]).map(Number);
  return red * 0.3 + green * 0.59 + blue * 0.11 < 128;
};

/** @param {Element} element @returns {"light" | "dark"} */
export const themeOf = (element) => {
  const ground = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  return isDark(ground) ? "dark" : "light";
};
