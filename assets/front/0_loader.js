// Fetches the map's scripts and styles once; the browser keeps them until their version changes, and no run of
// the page sends them again. The scripts build on one another in the order of their numbers.

// The dashboard's own address, below whatever prefix it is served.
const homeOf = () => {
  const script = [...document.scripts].find((each) => each.src.includes("/static/js/"));
  return script ? `${script.src.split("/static/js/")[0]}/` : document.baseURI;
};

const textOf = async (home, path) => {
  const answer = await fetch(new URL(path, home));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
};

let library = null;
const load = ({ scripts, styles }) => {
  const home = homeOf();
  library ??= Promise.all([scripts, styles].map((paths) => Promise.all(paths.map((path) => textOf(home, path))))).then(async ([code, looks]) => {
    const address = URL.createObjectURL(new Blob([`const HOME = ${JSON.stringify(home)};\n`, ...code], { type: "text/javascript" }));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(looks.join("\n"));
    return { ...await import(address), sheet };
  });
  library.catch(() => { library = null; });
  return library;
};

export default async function (told) {
  const root = told.parentElement;
  const status = document.createElement("p");
  if (!library) { status.textContent = "The map is being fetched …"; status.setAttribute("role", "status"); root.append(status); }
  try {
    const { show, sheet } = await load(told.data);
    const page = root.getRootNode();
    if (!page.adoptedStyleSheets.includes(sheet)) page.adoptedStyleSheets.push(sheet);
    status.remove();
    return show(told);
  } catch (error) {
    status.textContent = `The map cannot be shown: ${error.message}. The lists and downloads below hold the same.`;
    told.setStateValue("stands", true);
    return undefined;
  }
}
