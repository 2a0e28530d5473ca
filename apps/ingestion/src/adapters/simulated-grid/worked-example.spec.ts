import { HOUR_MS, findZone } from '@ecobe/carbon';
import { calibrate } from './calibration';
import { dispatch } from './dispatch';
import { driversOf } from './drivers';
import { simulateGrid } from './simulate-grid';

// The numbers of the worked example in docs/formulas/simulated-grid.md, step by step.
describe('simulated grid, worked example: Germany, 2026-03-17 17:00 UTC', () => {
  const startMs = Date.UTC(2026, 2, 17, 17);
  const zone = findZone('DE');
  if (zone === undefined) throw new Error('no DE');
  const calibration = calibrate(zone, 2026);
  const drivers = driversOf(zone)(startMs / HOUR_MS);

  it('aims at 342 g/kWh by a thermal factor of 1.188', () => {
    expect(calibration.target).toMatchObject({ gPerKwh: 342, year: 2025 });
    expect(calibration.thermalFactor).toBeCloseTo(1.188, 3);
    expect(calibration.thermalShare).toBe(1);
    expect(calibration.lowCarbonFactor).toBe(1);
    expect(calibration.usual.demand).toBeCloseTo(0.988, 3);
    expect(calibration.usual.windFactor).toBeCloseTo(0.2727, 4);
  });

  it('finds an evening of high demand and little wind', () => {
    expect(drivers.demand).toBeCloseTo(1.2265, 4);
    expect(drivers.windSpeedMs).toBeCloseTo(7.161, 3);
    expect(drivers.windFactor).toBeCloseTo(0.1568, 4);
    expect(drivers.radiationWm2).toBe(0);
  });

  it('lets the following plants run at 1.887 of their usual output', () => {
    const made = dispatch(calibration.mix, calibration.usual, drivers);
    const asTheyCan = 3.797 + 16.673 + 2.546 + 9;
    const level = 1 + 0.75 * ((100 * 1.22648) / 0.98795 / 42.2 - asTheyCan / 42.2 - 1);
    expect(level).toBeCloseTo(1.887, 3);
    const following =
      made.gas + made.coal + made.oil + made.unknown + made.hydroStorage + (made.hydro - 2.546);
    expect(following).toBeCloseTo(42.2 * level, 2);
  });

  it('comes to 520.68 g/kWh, 430.99 direct', () => {
    expect(simulateGrid(zone, startMs, startMs + HOUR_MS)).toEqual([
      {
        validAtMs: startMs,
        lifecycleGPerKwh: 520.68,
        directGPerKwh: 430.99,
        generationPercent: {
          nuclear: 3.8,
          hydro: 9.93,
          wind: 16.67,
          biomass: 9,
          gas: 21.7,
          coal: 36.45,
          oil: 2.41,
          unknown: 1.76,
          hydroStorage: 9.95,
        },
        windSpeedMs: 7.16,
        radiationWm2: 0,
      },
    ]);
  });
});
