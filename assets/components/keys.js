// Ways for the keyboard: past the filters to the menu or the page, Escape to close the evidence, and Back to undo a filter.
const AIMS = { menu: '[data-testid="stTopNavLinkContainer"] a, [data-testid="stHeader"] a, [data-testid="stHeader"] button', page: '[data-testid="stMain"]' };
// Where Escape has a work of its own.
const USES_ESCAPE = 'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [aria-haspopup][aria-expanded="true"], [role="listbox"], [role="dialog"], [role="menu"]';

// Streamlit writes what a reader types or chooses over the entry of before, which Back would then skip: here each act has an
// entry of its own, with all that the page changes in return. The map still writes its view over, and so does going back.
const { pushState: push, replaceState: replace } = History.prototype;
const shown = (address) => { const parts = new URL(address ?? "", location.href); parts.searchParams.delete("mv"); parts.hash = ""; return parts; };
let going = false, answering = false;
addEventListener("popstate", () => { going = true; answering = false; });
for (const act of ["keydown", "pointerdown"]) addEventListener(act, () => { going = answering = false; }, { capture: true });
history.replaceState = (state, title, address) => {
  const chosen = !going && shown(address).href !== shown().href;
  answering ||= chosen;
  (chosen ? push : replace).call(history, state, title, address);
};
history.pushState = (state, title, address) => {
  const here = shown(address).pathname === location.pathname;
  (answering && here ? replace : push).call(history, state, title, address);
  answering ||= here;
};

// Whoever opens evidence by the keyboard is taken to it, and back to where they were when it closes.
const innermost = (root = document) => { const { activeElement: at } = root; return at?.shadowRoot?.activeElement ? innermost(at.shadowRoot) : at; };
let pressed = null, from = null, home = null, read = "";
addEventListener("pointerdown", () => { pressed = null; }, { capture: true });
addEventListener("keydown", () => { pressed = innermost(); }, { capture: true });
const follow = () => {
  const evidence = document.querySelector(".evidence"), claim = evidence?.dataset.claim ?? "";
  if (claim === read) return;
  read = claim;
  if (!pressed) return;
  if (!claim) {
    const id = from?.dataset.id;
    (from?.isConnected ? from : id && home.querySelector(`[data-id="${CSS.escape(id)}"]`))?.focus();
  } else if (!pressed.closest(".st-key-evidence")) {
    [from, home] = [pressed, pressed.getRootNode()];
    evidence.tabIndex = -1; evidence.focus();
  }
};

// A link to a part far down a page opens there, until the page has grown or the reader does something; evidence comes first.
const FAR_DOWN = { lens: ".st-key-lens", row: ".st-key-lens" };
const GROWING = 6000; // milliseconds
const openThere = () => {
  const { searchParams } = new URL(location.href);
  const aim = Object.keys(FAR_DOWN).find((name) => searchParams.has(name));
  const page = document.querySelector(".stMainBlockContainer");
  if (!aim || !page || searchParams.has("ev") || document.documentElement.dataset.opened) return;
  document.documentElement.dataset.opened = aim;
  const growing = new ResizeObserver(() => document.querySelector(FAR_DOWN[aim])?.scrollIntoView());
  const stop = () => growing.disconnect();
  growing.observe(page);
  for (const act of ["wheel", "keydown", "pointerdown", "touchstart"]) addEventListener(act, stop, { capture: true, once: true });
  setTimeout(stop, GROWING);
};

export default function ({ data, parentElement }) {
  let box = parentElement.querySelector(".box");
  if (!box) { box = document.createElement("div"); box.className = "box"; parentElement.append(box); }
  box.replaceChildren(...data.ways.map(([aim, label]) => {
    const button = document.createElement("button"); button.type = "button"; button.className = "way"; button.textContent = label;
    button.addEventListener("click", () => {
      const target = document.querySelector(AIMS[aim]);
      if (aim === "page") target?.setAttribute("tabindex", "-1");
      target?.focus();
    });
    return button;
  }));
  const close = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (event.composedPath().some((each) => each.matches?.(USES_ESCAPE))) return;
    document.querySelector(".st-key-ev-close button:not([disabled])")?.click();
  };
  // Streamlit leaves in the address what it took for text, and days the wrong way round.
  const address = new URL(location.href), { searchParams } = address;
  for (const mended of data.drop) {
    const parts = Object.entries(mended);
    if (!parts.every(([name, [value]]) => searchParams.get(name) === value)) continue;
    for (const [name, [, instead]] of parts) if (instead) searchParams.set(name, instead); else searchParams.delete(name);
  }
  if (address.href !== location.href) replace.call(history, history.state, "", address);
  // Streamlit names the button that brings the sidebar back otherwise than the style sheet does.
  const named = () => document.querySelector('[data-testid="stExpandSidebarButton"]')?.setAttribute("aria-label", data.sidebar);
  const watching = new MutationObserver(() => { named(); follow(); });
  watching.observe(document.querySelector('[data-testid="stApp"]') ?? document.body, { childList: true, subtree: true });
  named();
  document.addEventListener("keydown", close);
  openThere();
  return () => { watching.disconnect(); document.removeEventListener("keydown", close); };
}
