// Ways for the keyboard: past the filters to the menu or the page, and Escape to close the evidence.
const AIMS = { menu: '[data-testid="stTopNavLinkContainer"] a, [data-testid="stHeader"] a, [data-testid="stHeader"] button', page: '[data-testid="stMain"]' };

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
    const inList = event.target.closest?.('[aria-expanded="true"], [role="listbox"], [role="dialog"], [role="menu"]');
    if (event.key !== "Escape" || event.defaultPrevented || inList) return;
    document.querySelector(".st-key-ev-close button:not([disabled])")?.click();
  };
  // Streamlit leaves in the address what it took for text.
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(data.drop)) if (address.searchParams.get(name) === value) address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
  // Streamlit names the button that brings the sidebar back otherwise than the style sheet does.
  const named = () => document.querySelector('[data-testid="stExpandSidebarButton"]')?.setAttribute("aria-label", data.sidebar);
  const watching = new MutationObserver(named);
  watching.observe(document.querySelector('[data-testid="stApp"]') ?? document.body, { childList: true, subtree: true });
  named();
  document.addEventListener("keydown", close);
  return () => { watching.disconnect(); document.removeEventListener("keydown", close); };
}
