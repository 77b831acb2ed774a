// The script of every component. Streamlit takes a text and runs it below an address of its own, from which
// no relative path leads anywhere: so the text only imports the module that Python names for MODULE, and what
// that imports.

// The dashboard's own address, below whatever prefix it is served.
const script = [...document.scripts].find(({ src }) => src.includes("/static/js/"));
const home = script ? `${script.src.split("/static/js/")[0]}/` : document.baseURI;
const address = new URL("MODULE", home).href;

/** @param {unknown} component */
export default async (component) => {
  const { default: draw } = await import(address);
  return draw(component);
};
