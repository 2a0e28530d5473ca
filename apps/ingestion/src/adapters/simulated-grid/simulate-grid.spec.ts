import fc from 'fast-check';
import { DAY_MS, HOUR_MS, findZone, zones } from '@ecobe/carbon';
import type { Zone } from '@ecobe/carbon';
import { simulateGrid } from './simulate-grid';
import type { SimulatedHour } from './simulate-grid';

const zoneOf = (id: string): Zone => {
  const zone = findZone(id);
  if (zone === undefined) throw new Error(id);
  return zone;
};
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const lifecycle = (hours: readonly SimulatedHour[]): number[] => hours.map((hour) => hour.lifecycleGPerKwh);

describe('simulateGrid', () => {
  it('gives the hours that start in the half-open window', () => {
    const start = Date.UTC(2026, 2, 1);
    const hours = simulateGrid(zoneOf('FR'), start + 1, start + 3 * HOUR_MS);
    expect(hours.map(({ validAtMs }) => validAtMs)).toEqual([start + HOUR_MS, start + 2 * HOUR_MS]);
    expect(simulateGrid(zoneOf('FR'), start, start)).toEqual([]);
  });

  it('gives an hour the same values alone and in any window, across new year too', () => {
    const newYear = Date.UTC(2026, 0) / HOUR_MS;
    const span = { min: newYear - 800, max: newYear + 800 };
    fc.assert(
      fc.property(
        fc.constantFrom(...zones()),
        fc.integer(span),
        fc.nat(60),
        fc.nat(60),
        (zone, hour, before, after) => {
          const [alone] = simulateGrid(zone, hour * HOUR_MS, (hour + 1) * HOUR_MS);
          const window = simulateGrid(zone, (hour - before) * HOUR_MS, (hour + after + 1) * HOUR_MS);
          expect(window).toHaveLength(before + after + 1);
          expect(window[before]).toEqual(alone);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is physical: direct below lifecycle, no sun by night, nothing negative, nothing beyond coal', () => {
    const week = zones().flatMap((zone) => simulateGrid(zone, Date.UTC(2026, 5, 1), Date.UTC(2026, 5, 8)));
    const isPhysical = (hour: SimulatedHour): boolean =>
      hour.lifecycleGPerKwh > 0 &&
      hour.lifecycleGPerKwh < 1100 &&
      hour.directGPerKwh >= 0 &&
      hour.directGPerKwh <= hour.lifecycleGPerKwh &&
      (hour.radiationWm2 > 0 || (hour.generationPercent.solar ?? 0) === 0) &&
      Object.values(hour.generationPercent).every((amount) => amount >= 0);
    expect(week).toHaveLength(zones().length * 168);
    expect(week.filter((hour) => !isPhysical(hour))).toEqual([]);
  });

  it('dips at noon where the sun is strong: California is lowest near 20 UTC, highest in the dark', () => {
    const hours = simulateGrid(zoneOf('US-CAL-CISO'), Date.UTC(2026, 4, 1), Date.UTC(2026, 6, 1));
    const byHour = Array.from({ length: 24 }, (_, hourOfDay) =>
      mean(lifecycle(hours.filter(({ validAtMs }) => (validAtMs % DAY_MS) / HOUR_MS === hourOfDay))),
    );
    const lowest = byHour.indexOf(Math.min(...byHour));
    expect(lowest).toBeGreaterThanOrEqual(17);
    expect(lowest).toBeLessThanOrEqual(22);
    expect(byHour[20]).toBeLessThan(0.6 * (byHour[4] ?? 0));
  });

  // Spread and daily swing over the mean, lifecycle, of the EnsembleCI series 2019-2022 (emmayly/EnsembleCI).
  it.each([
    ['US-CAL-CISO', 0.336, 0.631],
    ['US-MIDA-PJM', 0.102, 0.147],
    ['US-TEX-ERCO', 0.209, 0.341],
    ['US-NE-ISNE', 0.144, 0.195],
    ['US-MIDW-MISO', 0.121, 0.166],
    ['US-SW-EPE', 0.081, 0.185],
    ['DE', 0.315, 0.424],
    ['ES', 0.283, 0.314],
    ['PL', 0.09, 0.14],
  ])('%s varies within a third and three times of the real grid', (id, spread, swing) => {
    const values = lifecycle(simulateGrid(zoneOf(id), Date.UTC(2025, 0), Date.UTC(2026, 0)));
    const middle = mean(values);
    const simulatedSpread = Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) / middle;
    const days = Array.from({ length: 365 }, (_, day) => values.slice(day * 24, day * 24 + 24));
    const simulatedSwing = mean(days.map((day) => Math.max(...day) - Math.min(...day))) / middle;
    for (const ratio of [simulatedSpread / spread, simulatedSwing / swing]) {
      expect(ratio).toBeGreaterThan(1 / 3);
      expect(ratio).toBeLessThan(3);
    }
  });

  it('is related from hour to hour and from day to day, as weather and people are', () => {
    const values = lifecycle(simulateGrid(zoneOf('DE'), Date.UTC(2025, 0), Date.UTC(2026, 0)));
    const middle = mean(values);
    const variance = mean(values.map((value) => (value - middle) ** 2));
    const related = (lag: number): number =>
      mean(values.slice(lag).map((value, index) => (value - middle) * ((values[index] ?? 0) - middle))) /
      variance;
    expect(related(1)).toBeGreaterThan(0.9);
    expect(related(24)).toBeGreaterThan(0.4);
    expect(related(168)).toBeLessThan(0.7);
  });
});
