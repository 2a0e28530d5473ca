import fc from 'fast-check';
import { GENERATION_MODES } from '@ecobe/carbon';
import { dispatch } from './dispatch';
import type { Drivers } from './drivers';
import { generationFrom, isThermal, totalOf } from './generation-mix';
import type { Generation } from './generation-mix';

const usual = { demand: 1, windFactor: 0.25, radiationWm2: 150 };
const usualHour: Drivers = { ...usual, windSpeedMs: 8, river: 1, nuclear: 1, gasMerit: 0 };
const mixOf = (percents: Partial<Generation>): Generation => generationFrom((mode) => percents[mode] ?? 0);
const mixed = mixOf({ nuclear: 20, hydro: 20, wind: 20, solar: 10, gas: 20, coal: 9, batteryStorage: 1 });

describe('dispatch', () => {
  it('makes exactly the yearly mix in an hour that is usual in every respect', () => {
    const made = dispatch(mixed, usual, usualHour);
    for (const mode of GENERATION_MODES) expect(made[mode]).toBeCloseTo(mixed[mode], 12);
  });

  it('fills a calm with gas, coal and stored water, three quarters of it at home', () => {
    const calm = dispatch(mixed, usual, { ...usualHour, windFactor: 0 });
    expect(calm.wind).toBe(0);
    expect(totalOf(calm)).toBeCloseTo(100 - 20 + 0.75 * 20, 9);
    expect(calm.gas / mixed.gas).toBeGreaterThan(calm.coal / mixed.coal);
    expect(calm.batteryStorage / mixed.batteryStorage).toBeGreaterThan(calm.gas / mixed.gas);
  });

  it('keeps a fifth of what follows demand running in a storm', () => {
    const storm = dispatch(mixed, usual, { ...usualHour, windFactor: 1 });
    const following = storm.gas + storm.coal + storm.batteryStorage + (storm.hydro - 8);
    expect(following).toBeCloseTo(0.2 * (12 + 20 + 9 + 1), 9);
  });

  it('burns more gas where gas is the cheaper fuel', () => {
    const cheap = dispatch(mixed, usual, { ...usualHour, gasMerit: 0.3 });
    expect(cheap.gas).toBeGreaterThan(mixed.gas);
    expect(cheap.coal).toBeLessThan(mixed.coal);
  });

  it('lets a zone without plants that follow make what it can', () => {
    const still = dispatch(mixOf({ geothermal: 60, wind: 40 }), usual, { ...usualHour, windFactor: 0.125 });
    expect(still).toEqual(mixOf({ geothermal: 60, wind: 20 }));
  });

  it('never makes less than nothing, whatever the hour', () => {
    const hour = fc.record({
      demand: fc.double({ min: 0.5, max: 1.6, noNaN: true }),
      windFactor: fc.double({ min: 0, max: 1, noNaN: true }),
      radiationWm2: fc.double({ min: 0, max: 1100, noNaN: true }),
      river: fc.double({ min: 0.3, max: 2, noNaN: true }),
      nuclear: fc.double({ min: 0.6, max: 1.4, noNaN: true }),
      gasMerit: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    });
    fc.assert(
      fc.property(hour, (drivers) => {
        const made = dispatch(mixed, usual, { ...drivers, windSpeedMs: 8 });
        for (const mode of GENERATION_MODES) expect(made[mode]).toBeGreaterThanOrEqual(0);
        expect(GENERATION_MODES.filter(isThermal).reduce((sum, mode) => sum + made[mode], 0)).toBeGreaterThan(
          0,
        );
      }),
    );
  });
});
