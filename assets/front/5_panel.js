// The list beside the map: all that the canvas shows, for keyboard and screen reader. Text is only set as text.
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
const button = (label, press, attributes = {}, ...children) => {
  const element = make("button", { type: "button", ...attributes }, ...children, label);
  element.addEventListener("click", press);
  return element;
};
const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
const CERTAINTY = { confirmed: "confirmed", claimed: "claimed by one side", alleged: "alleged", disputed: "disputed" };

class Panel {
  constructor(place, frames, chosen) {
    this.place = place; this.frames = frames; this.chosen = chosen; this.opened = new Set(["now", "doc"]);
    this.find = "";
  }

  // `day`, `claims` of the day, `cut` if some are left out, `claimDays` with any, `at` the place that is chosen, `paper` behind marks, `go` to a day.
  draw(now) {
    this.now = now;
    const top = this.place.scrollTop;
    const focused = this.place.getRootNode().activeElement?.dataset?.id;
    this.place.replaceChildren(this.#changes(), this.#claims(), this.#settlements());
    this.place.scrollTop = top;
    // A redraw must not lose the reader's place in the list.
    if (focused) this.place.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  // Scrolls to the row of the chosen place, if there is one.
  reveal() {
    const row = this.place.querySelector('.row[aria-pressed="true"]');
    if (!row) return;
    const [box, own] = [this.place.getBoundingClientRect(), row.getBoundingClientRect()];
    if (own.top < box.top || own.bottom > box.bottom) this.place.scrollTop += own.top - box.top - 40;
  }

  #section(title, badge, ...content) {
    return make("section", { class: "group" },
      make("div", { class: "head" }, make("h2", {}, title), badge === null ? null : make("span", { class: "badge" }, String(badge))), ...content.filter(Boolean));
  }

  #row({ id, mark, what, who, when, pressed, press }) {
    const row = button("", press, { class: "row", "data-id": id, "aria-pressed": pressed === undefined ? null : String(pressed) },
      mark, make("span", {}, make("bdi", { class: "what" }, what), make("bdi", { class: "who" }, who)), when ? make("span", { class: "when" }, when) : null);
    return make("li", {}, row);
  }

  #changes() {
    const { frames, now } = this;
    const turns = frames.turnsOn.get(now.day) ?? [];
    if (turns.length) {
      return this.#section("Changed hands on this day", turns.length, make("ol", {}, ...turns.map((turn) => this.#row({
        id: `turn ${turn.place.name}`, mark: solidMark(turn.controller, sureOf(turn), now.paper),
        what: turn.place.name, pressed: now.at === turn.place.name, press: () => this.chosen({ at: turn.place.name }),
        who: `${SIDES[turn.from].words} before, now ${SIDES[turn.controller].words}; ${certaintyOf(turn)}. ${reportedBy(turn)}`,
      }))));
    }
    const before = lastUpTo(frames.changeDays, now.day, (day) => day);
    const last = before < 0 ? "" : ` The change before: ${frames.words(frames.changeDays[before])}.`;
    return this.#section("Changed hands on this day", 0, make("p", { class: "quiet" }, `No place of the reference.${last}`));
  }

  #claims() {
    const { now } = this;
    const cut = now.cut ? make("p", { class: "quiet" }, now.cut) : null;
    if (now.claims.length) {
      return this.#section("Documents on this day", now.claims.length, cut, make("ol", {}, ...now.claims.map((claim) => this.#row({
        id: claim.id, mark: hollowMark(claim.side, claim.status, now.paper),
        what: claim.what, pressed: claim.on, press: () => this.chosen({ open: claim.id, near: claim.at }),
        who: [claim.who, claim.against ? `Contradicts the reference: ${claim.against}.` : "", claim.at ? "" : "Not on this map."].filter(Boolean).join(" "),
        when: claim.when,
      }))));
    }
    const next = [...now.claimDays].sort((a, b) => Math.abs(a - now.day) - Math.abs(b - now.day))[0];
    return this.#section("Documents on this day", 0, cut, make("p", { class: "quiet" }, "No claim of who holds a place speaks for this day. "),
      next === undefined ? null : button(`Go to ${this.frames.words(next)}, the nearest day with claims`, () => now.go(next), { class: "link", "data-id": "nearest" }));
  }

  #settlements() {
    const { frames, now } = this;
    const field = make("input", { type: "search", "aria-label": "Find a settlement", placeholder: "Find a settlement", "data-id": "find" });
    field.value = this.find;
    const list = make("ol");
    const turned = (state, place) => (state && state.since !== place.states[0] ? state.since.day : -Infinity);
    const lately = frames.places.map((place) => ({ place, state: frames.state(place, now.day) }))
      .sort((a, b) => turned(b.state, b.place) - turned(a.state, a.place) || 0); // those that never did keep the order of their names
    const fill = () => {
      const wanted = this.find.trim().toLowerCase();
      const known = lately.filter(({ place }) => place.name.toLowerCase().includes(wanted));
      list.replaceChildren(...known.map(({ place, state }) => this.#settlement(place, state)));
    };
    field.addEventListener("input", () => { this.find = field.value; fill(); });
    fill();
    const order = make("p", { class: "quiet" }, "Those that changed hands last by this day come first, the others by name.");
    return this.#section("Settlements of the reference", frames.places.length, order, field, list);
  }

  #settlement(place, state) {
    const { now } = this;
    const pressed = now.at === place.name;
    const row = this.#row({
      id: `place ${place.name}`, what: place.name, pressed, press: () => this.chosen({ at: pressed ? "" : place.name }),
      mark: state ? solidMark(state.controller, sureOf(state), now.paper) : make("span"),
      who: this.#said(state),
    });
    if (pressed) {
      row.append(make("ol", { class: "history", "aria-label": `What the reference knows of ${place.name}` }, ...place.states
        .filter((known) => known.day <= now.day)
        .map((known) => make("li", {}, `${wordsOf(known.iso)}: ${SIDES[known.controller].words}, ${certaintyOf(known)}. ${known.source}`))));
    }
    return row;
  }

  #said(state) { return saidOf(state); }
}

// What is confirmed by nothing but general knowledge is not called so.
const certaintyOf = (state) => state.confidence === "confirmed" && !sureOf(state) ? "unverified" : CERTAINTY[state.confidence];
const reportedBy = ({ source }) => source.startsWith("general knowledge") ? `Source: ${source}` : `Reported by ${source}`;

// A state in words: who holds it since when, and how sure that is.
const saidOf = (state) => {
  if (!state) return "not known on this day";
  const since = state.since.iso <= "2022-02-24" ? "since before the invasion of 2022" : `since ${wordsOf(state.since.iso)}`;
  return `${SIDES[state.controller].words} ${since}${sureOf(state.since) ? "" : ", unverified"}`;
};
