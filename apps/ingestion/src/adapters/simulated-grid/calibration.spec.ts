import { findZone, zones } from '@ecobe/carbon';
import type { Zone } from '@ecobe/carbon';
import { calibrate } from './calibration';
import { totalOf } from './generation-mix';
import { simulateGrid } from './simulate-grid';

const YEARS = [2021, 2025, 2026];
const zoneOf = (id: string): Zone => {
  const zone = findZone(id);
  if (zone === undefined) throw new Error(id);
  return zone;
};

describe('calibrate', () => {
  it.each(zones().map(({ id }) => id))('%s: keeps its corrections within bounds in every year', (id) => {
    for (const year of YEARS) {
      const calibration = calibrate(zoneOf(id), year);
      expect(totalOf(calibration.mix)).toBeCloseTo(100, 6);
      expect(calibration.thermalFactor).toBeGreaterThanOrEqual(0.75);
      expect(calibration.thermalFactor).toBeLessThanOrEqual(1.35);
      expect(calibration.lowCarbonFactor).toBeGreaterThan(0.9);
      expect(calibration.lowCarbonFactor).toBeLessThan(1.5);
    }
  });

  it.each(zones().map(({ id }) => id))(
    '%s: has the published mean over the year 2025, within 5 percent',
    (id) => {
      const hours = simulateGrid(zoneOf(id), Date.UTC(2025, 0), Date.UTC(2026, 0));
      const mean = hours.reduce((sum, { lifecycleGPerKwh }) => sum + lifecycleGPerKwh, 0) / hours.length;
      const { target } = calibrate(zoneOf(id), 2025);
      expect(hours).toHaveLength(8760);
      expect(target.year).toBe(2025);
      expect(Math.abs(mean / target.gPerKwh - 1)).toBeLessThan(0.05);
    },
  );

  it('aims at the year itself, and outside the published years at the nearest', () => {
    expect(calibrate(zoneOf('FR'), 2022).target).toMatchObject({ year: 2022, gPerKwh: 91 });
    expect(calibrate(zoneOf('FR'), 2030).target).toMatchObject({ year: 2025, gPerKwh: 31 });
    expect(calibrate(zoneOf('FR'), 2015).target).toMatchObject({ year: 2021, gPerKwh: 60 });
  });

  it('refuses a zone whose mean nobody publishes', () => {
    expect(() => calibrate({ ...zoneOf('FR'), id: 'XX' }, 2025)).toThrow(
      'no mean intensity is published for XX',
    );
  });

  it('reaches the mean also with nothing but gas, and with gas that only the sun helps', () => {
    const gas: Zone = { ...zoneOf('FR'), mixPercent: { gas: 100 } };
    expect(calibrate(gas, 2025).factors.lifecycle.gas).toBeCloseTo(31, 6);
    const sunny: Zone = { ...zoneOf('FR'), mixPercent: { gas: 94, solar: 6 } };
    const hours = simulateGrid({ ...sunny, id: 'SG' }, Date.UTC(2025, 0), Date.UTC(2026, 0));
    const mean = hours.reduce((sum, { lifecycleGPerKwh }) => sum + lifecycleGPerKwh, 0) / hours.length;
    expect(Math.abs(mean / 483 - 1)).toBeLessThan(0.05);
  });
});
