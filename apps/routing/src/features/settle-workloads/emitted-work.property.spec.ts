import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import { emissionRows } from '@ecobe/ledger';
import { settleWork } from '@ecobe/placement';
import fc from 'fast-check';
import { hoursFromNow, workload } from '../../work/work.fixture';
import { requestedWork } from '../../work/requested-work';
import { emittedWork } from './emitted-work';
import { ObservedHours } from './observed-hours';

const DAY = Date.UTC(2026, 2, 1);
const HOURS = 72;
const UWH_PER_KWH = 1e9;
/** What docs/formulas/emission-log.md grants: 5 ug for each row and 1 ug for each kWh; doubles carry 15 digits. */
const allowedUg = (rows: number, kwh: number, grams: number): number => 5 * rows + kwh + 1e-9 * 1e6 * grams;

const nothingMarginal = new ObservedHours({ read: () => Promise.resolve(null) });
const intensities = fc.array(fc.double({ min: 0, max: 2_000, noNaN: true }), {
  minLength: HOURS,
  maxLength: HOURS,
});
const series = (values: readonly number[]) =>
  ({ startMs: DAY, values, quality: 'measured', source: 's' }) as const;

describe('rows of the emission log', () => {
  it('sum to the settlement that they are of, transfer included', () =>
    fc.assert(
      fc.asyncProperty(
        intensities,
        intensities,
        fc.double({ min: 1e-7, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 400 })), {
          minLength: 1,
          maxLength: 6,
        }),
        async (there, home, energyKwh, transferEnergyKwh, pauses) => {
          let atMs = DAY;
          const runs = pauses.map(([pause, minutes]) => {
            const startMs = atMs + pause * MINUTE_MS;
            atMs = startMs + minutes * MINUTE_MS;
            return { startMs, endMs: atMs };
          });
          const baseline = { startMs: DAY + 20 * MINUTE_MS, endMs: DAY + 20 * MINUTE_MS + 3 * HOUR_MS };
          const done = { energyKwh, runs, baseline, transferEnergyKwh };
          const by = { there: series(there), home: series(home) };
          const settled = settleWork(done, by.there, by.home);
          if (settled.kind !== 'settled') throw new Error('every hour is known');
          const work = requestedWork(workload({ homeRegion: 'DE', deadline: hoursFromNow(40) }), DAY);
          const emitted = await emittedWork('FR', { work, done }, by, nothingMarginal);
          if ('reason' in emitted) throw new Error(emitted.reason);
          const timed = emitted.parts.map((part) => ({
            ...part,
            hours: part.hours.map((hour) => ({ ...hour, hourMs: Date.parse(hour.hourAt) })),
          }));
          const rows = emissionRows(timed);
          const ug = rows.reduce((sum, { emissionsUg }) => sum + Number(emissionsUg), 0);
          const kwh = energyKwh + transferEnergyKwh;
          const differenceUg = Math.abs(ug - settled.emittedG * 1e6);
          expect(differenceUg).toBeLessThanOrEqual(allowedUg(rows.length, kwh, settled.emittedG));
          const uwh = Number(rows.reduce((sum, { energyUwh }) => sum + energyUwh, 0n));
          expect(Math.abs(uwh - kwh * UWH_PER_KWH)).toBeLessThanOrEqual(2 + kwh * UWH_PER_KWH * 1e-12);
        },
      ),
      { numRuns: 200 },
    ));
});
