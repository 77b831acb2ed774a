// Days in words and numbers: the bars of the histogram, the months of the picture, the days that are played.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { barsOf, wordsOf } from "../../assets/components/bars.js";
import { claimsInWords } from "../../assets/front/day_picture.js";
import { Frames } from "../../assets/front/frames.js";
import { areaInWords, monthEnds } from "../../assets/front/period_picture.js";
import { numberInWords } from "../../assets/front/numbers.js";
import { dayAfter, Stepper } from "../../assets/front/player.js";
import { onDay, sayDay } from "../../assets/front/shown_day.js";
import { dayInWords } from "../../assets/front/words.js";
import { sentDays } from "./made.mjs";

const frames = new Frames(sentDays());

test("a bar names the day it counts, or the first and last of several", () => {
  const daily = barsOf({
    first: "2023-02-28",
    together: 1,
    bars: [
      [2, true],
      [0, false],
    ],
  });
  assert.deepEqual(daily[1], {
    from: "2023-03-01",
    to: "2023-03-01",
    label: "1 March 2023",
    count: 0,
    on: false,
  });
  const [, weekly] = barsOf({
    first: "2023-02-01",
    together: 7,
    bars: [
      [2, true],
      [3, true],
    ],
  });
  assert.deepEqual([weekly.from, weekly.to], ["2023-02-08", "2023-02-14"]);
  assert.equal(weekly.label, "8 February 2023 – 14 February 2023");
});

test("one bar says its count, a stretch its bounds", () => {
  const bars = barsOf({
    first: "2023-02-28",
    together: 1,
    bars: [
      [2, true],
      [5, true],
    ],
  });
  assert.equal(wordsOf(bars, 1, 1), "1 March 2023: 5");
  assert.equal(wordsOf(bars, 0, 1), "28 February 2023 – 1 March 2023");
});

test("a month ends on its last day, the last one where the days end", () => {
  const longer = new Frames({ ...sentDays(), days: 40 });
  assert.deepEqual(
    monthEnds(longer).map((day) => longer.iso(day)),
    ["2023-05-31", "2023-06-09"],
  );
  assert.deepEqual(monthEnds(frames), [9]);
});

test("an area says by how much it has grown or shrunk", () => {
  /** @type {import("../../assets/front/named_lines.js").NamedLine} */
  const reference = { key: "reference", label: "Reference", shapes: frames };
  assert.equal(areaInWords(reference, 4, undefined), "Reference, Russian-held: 1,346 km²");
  assert.equal(areaInWords(reference, 5, 4), "Reference, Russian-held: 1,359 km² (+13)");
  assert.equal(areaInWords(reference, 4, 5), "Reference, Russian-held: 1,346 km² (−13)");
  assert.equal(areaInWords(reference, 4, 3), "Reference, Russian-held: 1,346 km² (±0)");
});

test("days are played at their speed", () => {
  assert.equal(dayAfter(10, 1500, 4), 16);
  assert.equal(dayAfter(10, 1499, 4), 15);
  assert.equal(dayAfter(10, 0, 20), 10);
});

test("steps stand between the days that matter, until there is none or they are stopped", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {number[]} */
  const shown = [];
  const stepper = new Stepper(
    (day) => day + 3,
    (day) => shown.push(day) < 3,
    100,
  );
  stepper.start(1);
  assert.deepEqual(shown, [4]);
  mock.timers.tick(99);
  assert.deepEqual(shown, [4]);
  for (let at = 0; at < 5; at += 1) mock.timers.tick(100);
  assert.deepEqual(shown, [4, 7, 10]);
  stepper.stop();
  shown.length = 0;
  stepper.start(1);
  stepper.stop();
  mock.timers.tick(1000);
  assert.deepEqual([shown, stepper.playing], [[4], false]);
  mock.timers.reset();
});

test("a number comes with the side of the city hall, and with the road that is crossed", () => {
  const area = {
    key: /** @type {const} */ ("russian_sq_km"),
    unit: "km²",
    digits: 0,
    name: "held",
    crossed: "",
  };
  const hall = {
    ...area,
    key: /** @type {const} */ ("km_to_bakhmut"),
    unit: "km",
    digits: 1,
    name: "to the hall",
  };
  const road = {
    ...hall,
    key: /** @type {const} */ ("km_to_t0504"),
    name: "to the road",
    crossed: ", crossed",
  };
  const none = { ...road, key: /** @type {const} */ ("km_to_m03") };
  /** @type {import("../../assets/front/projection.js").Point} */
  const inside = [38.5, 48.5];
  const said = [area, hall, road, none].map((measure) => numberInWords(frames, 4, measure, inside));
  assert.deepEqual(
    said.map(({ number, name }) => `${number}: ${name}`),
    [
      "1,346 km²: held",
      "3.0 km: to the hall, which lies on the Russian-held side",
      "2.3 km: to the road",
      "no line: to the road",
    ],
  );
  assert.deepEqual(numberInWords(frames, 5, road, inside), {
    number: "0.0 km",
    name: "to the road, crossed",
  });
  assert.equal(numberInWords(frames, 5, hall, [37.5, 48.5]).name, "to the hall");
});

test("who hears of the shown day late hears of it at once, and nothing once that has ended", () => {
  /** @type {number[]} */
  const heard = [];
  const shown = { frames, named: [], gained: 0 };
  sayDay({ ...shown, day: 3 });
  const end = onDay(({ day }) => heard.push(day));
  sayDay({ ...shown, day: 4 });
  end();
  sayDay({ ...shown, day: 5 });
  assert.deepEqual(heard, [3, 4]);
});

test("a day is read as it is written", () => {
  assert.equal(dayInWords("2022-05-01"), "1 May 2022");
  assert.equal(dayInWords("2023-12-31"), "31 December 2023");
});

test("a picture of a day names three claims with their speakers, and counts the rest", () => {
  const said = ["a", "b", "c", "d", "e"].map((name) => ({ what: name.toUpperCase(), who: `says ${name}` }));
  assert.equal(claimsInWords([]), "");
  assert.equal(claimsInWords(said.slice(0, 1)), "Claims of documents for this day: A, says a.");
  const five = "Claims of documents for this day: A, says a; B, says b; C, says c; and 2 more.";
  assert.equal(claimsInWords(said), five);
});
