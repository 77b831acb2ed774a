// Streamlit writes what a reader types or chooses over the entry of before, which Back would then skip: here
// each act has an entry of its own, with all that the page changes in return. The map still writes its view
// over, and so does going back.
import { withoutMapView } from "../address.js";

const { pushState, replaceState } = History.prototype;
let going = false; // back or forward
let answering = false; // an act that has its entry

addEventListener("popstate", () => {
  going = true;
  answering = false;
});
for (const act of ["keydown", "pointerdown"]) {
  addEventListener(act, () => (going = answering = false), { capture: true });
}

history.replaceState = (state, title, address) => {
  const chosen = !going && withoutMapView(address).href !== withoutMapView().href;
  answering ||= chosen;
  (chosen ? pushState : replaceState).call(history, state, title, address);
};

history.pushState = (state, title, address) => {
  const samePage = withoutMapView(address).pathname === location.pathname;
  (answering && samePage ? replaceState : pushState).call(history, state, title, address);
  answering ||= samePage;
};
