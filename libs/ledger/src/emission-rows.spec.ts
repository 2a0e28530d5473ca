import * as fc from 'fast-check';
import { emissionRows } from './emission-rows';
import type { EmittingHour } from './emission-rows';

const HOUR_MS = 3_600_000;
const hour = (index: number, runMs: number, averageGPerKwh: number): EmittingHour => ({
  ...{ hourMs: index * HOUR_MS, runMs, averageGPerKwh },
  marginalGPerKwh: null,
});

describe('emissionRows', () => {
  it('is the worked example of the page', () => {
    const [only] = emissionRows([{ zone: 'FR', energyKwh: 0.0003, hours: [hour(0, 400, 58)] }]);
    expect(only).toMatchObject({ energyUwh: 300_000n, averageUgPerKwh: 58_000_000n, emissionsUg: 17_400n });
  });

  it('shares energy out by running time, and adds what falls into the same hour and zone', () => {
    const rows = emissionRows([
      { zone: 'FR', energyKwh: 1, hours: [hour(1, 100, 50), hour(2, 200, 60)] },
      { zone: 'DE', energyKwh: 0.5, hours: [hour(1, 1, 400)] },
      { zone: 'FR', energyKwh: 0.1, hours: [hour(1, 1, 50)] },
    ]);
    expect(rows.map(({ zone, hourMs, energyUwh }) => [zone, hourMs / HOUR_MS, energyUwh])).toEqual([
      ['DE', 1, 500_000_000n],
      ['FR', 1, 433_333_333n],
      ['FR', 2, 666_666_667n],
    ]);
    expect(rows.map(({ emissionsUg }) => emissionsUg)).toEqual([200_000_000n, 21_666_667n, 40_000_001n]);
  });

  it('rounds up, also what no decimal number is exactly', () => {
    const [row] = emissionRows([{ zone: 'FR', energyKwh: 1, hours: [hour(0, 1, 0.1 + 0.2)] }]);
    expect(row).toMatchObject({ averageUgPerKwh: 300_001n, emissionsUg: 300_001n });
    const [tiny] = emissionRows([{ zone: 'FR', energyKwh: 1e-9, hours: [hour(0, 1, 1e-6)] }]);
    expect(tiny?.emissionsUg).toBe(1n);
  });

  it('keeps the energy to the microwatt-hour, and never understates', () => {
    const hours = fc.array(
      fc.tuple(fc.integer({ min: 1, max: HOUR_MS }), fc.integer({ min: 0, max: 2_000_000 })),
      {
        minLength: 1,
        maxLength: 50,
      },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), hours, (milliwattHours, ran) => {
        const energyKwh = milliwattHours / 1e6;
        const rows = emissionRows([
          {
            zone: 'FR',
            energyKwh,
            hours: ran.map(([runMs, milligrams], i) => hour(i, runMs, milligrams / 1_000)),
          },
        ]);
        expect(rows.reduce((sum, { energyUwh }) => sum + energyUwh, 0n)).toBe(
          BigInt(milliwattHours) * 1_000n,
        );
        for (const { energyUwh, averageUgPerKwh, emissionsUg } of rows) {
          const over = emissionsUg * 1_000_000_000n - energyUwh * averageUgPerKwh;
          expect(over >= 0n && over < 1_000_000_000n).toBe(true);
        }
      }),
    );
  });

  it.each([
    [[{ zone: 'FR', energyKwh: 1, hours: [] }]],
    [[{ zone: 'FR', energyKwh: -1, hours: [hour(0, 1, 1)] }]],
    [[{ zone: 'FR', energyKwh: NaN, hours: [hour(0, 1, 1)] }]],
    [[{ zone: 'FR', energyKwh: 1, hours: [hour(0, 1, 1), hour(0, 1, 2)] }]],
  ])('refuses %j', (parts) => {
    expect(() => emissionRows(parts)).toThrow(RangeError);
  });
});
