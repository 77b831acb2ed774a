// Keeps the claims for the map beside it, which hears of new ones: they change with the filters, not with the day.
const CLAIMS = "bakhmut-front-claims";

export default function ({ data: { claims, texts, note } }) {
  const told = JSON.stringify([claims, texts, note]);
  if (globalThis[CLAIMS]?.told === told) return;
  globalThis[CLAIMS] = { told, note, claims: claims.map(([id, at, side, status, first, last, what, who, when, against]) =>
    ({ id, at, side, status, first, last, what: texts[what], who: texts[who], when: texts[when], against: texts[against] })) };
  dispatchEvent(new Event(CLAIMS));
}
