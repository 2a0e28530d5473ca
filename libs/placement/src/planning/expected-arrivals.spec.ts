import { expectedArrivals } from './expected-arrivals';
import { workOf } from './work.fixture';

const DAY = 96;
/** Slot 0 of Monday, 1970-01-05. */
const MONDAY = 4 * DAY;
const arriving = (slot: number, powerKw = 1) =>
  workOf({ arrival: slot, earliest: slot, deadline: slot + 16, slots: 4, powerKw });
const energyKwh = (drawn: ReturnType<typeof expectedArrivals>) =>
  drawn.reduce((sum, { work, weight }) => sum + (weight * work.powerKw * work.slots) / 4, 0);

describe('expectedArrivals', () => {
  // Ten works at noon, every day from Monday to Thursday.
  const past = [0, 1, 2, 3].flatMap((day) =>
    Array.from({ length: 10 }, (_, i) => arriving(MONDAY + day * DAY + 48 + (i % 4), 1 + i)),
  );
  const span = { sinceSlot: MONDAY, nowSlot: MONDAY + 4 * DAY, aheadHours: 24, count: 50 };
  const drawn = expectedArrivals(past, span);

  it('expects about as much as came on the days before', () => {
    // 55 kWh a day; hours alike the noon expect a third of it each, as three hours are alike.
    expect(energyKwh(drawn)).toBeGreaterThan(45);
    expect(energyKwh(drawn)).toBeLessThan(65);
  });

  it('expects it around the hours it came at', () => {
    const atNoon = drawn.filter(({ work }) => Math.abs((work.arrival % DAY) - 48) <= 8);
    expect(energyKwh(atNoon)).toBeGreaterThan(0.8 * energyKwh(drawn));
  });

  it('moves arrival, earliest slot and deadline alike, into the time ahead', () => {
    for (const { work } of drawn) {
      expect(work.arrival).toBeGreaterThan(span.nowSlot);
      expect(work.arrival).toBeLessThanOrEqual(span.nowSlot + DAY + 4);
      expect([work.earliest, work.deadline]).toEqual([work.arrival, work.arrival + 16]);
    }
  });

  it('expects of a weekend what weekends had, once one was seen', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
      Array.from({ length: day < 5 ? 10 : 2 }, () => arriving(MONDAY + day * DAY + 48)),
    );
    const on = (days: number) =>
      energyKwh(expectedArrivals(week, { ...span, nowSlot: MONDAY + days * DAY, count: 100 }));
    expect(on(7)).toBeGreaterThan(7);
    // The next Saturday, after the same works again on five days.
    const two = [...week, ...week.filter((_, i) => i < 50).map((work) => arriving(work.arrival + 7 * DAY))];
    const saturday = energyKwh(expectedArrivals(two, { ...span, nowSlot: MONDAY + 12 * DAY, count: 100 }));
    expect(saturday).toBeLessThan(6);
  });

  it('expects nothing when nothing came, or nothing that has a choice', () => {
    expect(expectedArrivals([], span)).toEqual([]);
    const fixed = { ...arriving(MONDAY), deadline: MONDAY + 4 };
    expect(expectedArrivals([fixed], span)).toEqual([]);
  });
});
