import fc from 'fast-check';
import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { WeatherRun } from '../../ports/observation-store';
import { weatherByAge } from './weather-by-age';

const DAY = Date.UTC(2026, 0, 10);
const NOW = DAY + 3 * DAY_MS + 14 * HOUR_MS;

/** A run whose wind says which run it is; the other columns are unknown. */
function run(issuedAtMs: number, windSpeedMs: number, changes: Partial<WeatherRun> = {}): WeatherRun {
  const hours = (changes.hours?.windSpeedMs ?? Array<number>(120).fill(windSpeedMs)).slice();
  const unknown = hours.map(() => null);
  const columns = { temperatureK: unknown, dewpointK: unknown, shortwaveRadiationWPerM2: unknown };
  return {
    zone: 'DE',
    source: 'open-meteo',
    issuedAtMs,
    knownAtMs: issuedAtMs,
    startMs: Math.floor(issuedAtMs / DAY_MS) * DAY_MS,
    ...changes,
    hours: { windSpeedMs: hours, ...columns, precipitationMm: unknown },
  };
}

const windAt = (runs: WeatherRun[], validAtMs: number, nowMs = NOW) =>
  weatherByAge(runs, { startMs: validAtMs, endMs: validAtMs + HOUR_MS }, nowMs).map(
    ({ windSpeedMs }) => windSpeedMs[0],
  );

describe('weather by age of its run', () => {
  // four runs a day, named by day and hour: 1206 is of the 12th at 06 UTC
  const regular = [10, 11, 12, 13].flatMap((day) =>
    [0, 6, 12, 18]
      .map((hour) => run(Date.UTC(2026, 0, day, hour), day * 100 + hour))
      .filter(({ issuedAtMs }) => issuedAtMs <= NOW),
  );

  it('takes for a past hour the first run of each day', () => {
    expect(windAt(regular, Date.UTC(2026, 0, 12, 9))).toEqual([1200, 1100, 1000, null, null]);
    expect(windAt(regular, Date.UTC(2026, 0, 13, 13))).toEqual([1300, 1200, 1100, 1000, null]);
  });

  it('takes for an hour ahead, the running one included, the newest run of each day', () => {
    expect(windAt(regular, Date.UTC(2026, 0, 13, 14))).toEqual([1312, 1218, 1118, 1018, null]);
    expect(windAt(regular, Date.UTC(2026, 0, 14, 14))).toEqual([1312, 1312, 1218, 1118, 1018]);
  });

  it('takes the newest earlier run where a day has none', () => {
    const gap = regular.filter(({ issuedAtMs }) => Math.floor(issuedAtMs / DAY_MS) !== DAY / DAY_MS + 1);
    expect(windAt(gap, Date.UTC(2026, 0, 12, 9))).toEqual([1200, 1018, 1000, null, null]);
    expect(windAt(gap, Date.UTC(2026, 0, 14, 9))).toEqual([1312, 1312, 1218, 1018, 1018]);
  });

  it('takes no run that came when the hour had begun for a forecast of it', () => {
    const late = [run(Date.UTC(2026, 0, 11, 20), 1120), run(Date.UTC(2026, 0, 12, 5), 1205)];
    expect(windAt(late, Date.UTC(2026, 0, 12, 4))).toEqual([1120, 1120, null, null, null]);
    expect(windAt(late, Date.UTC(2026, 0, 12, 5))).toEqual([1205, 1120, null, null, null]);
  });

  it('takes of one day the preferred source, and what is rebuilt from previous runs where that has none', () => {
    const rebuilt = (day: number) =>
      run(Date.UTC(2026, 0, day), -day, { source: 'open-meteo-previous-runs' });
    const both = [rebuilt(10), rebuilt(11), run(Date.UTC(2026, 0, 11, 5), 1105)];
    expect(windAt(both, Date.UTC(2026, 0, 11, 9))).toEqual([1105, -10, null, null, null]);
  });

  it('reads the newest version of a corrected run, and the one before where that says nothing', () => {
    const first = run(Date.UTC(2026, 0, 12), 1);
    const corrected = run(Date.UTC(2026, 0, 12), 2, { knownAtMs: NOW });
    corrected.hours.windSpeedMs[9] = null;
    expect(windAt([corrected, first], Date.UTC(2026, 0, 12, 8))[0]).toBe(2);
    expect(windAt([corrected, first], Date.UTC(2026, 0, 12, 9))[0]).toBe(1);
  });

  it('reads on in an earlier run where a run has no number for the hour', () => {
    const holed = run(Date.UTC(2026, 0, 12), 0);
    holed.hours.windSpeedMs[9] = null;
    const runs = [run(Date.UTC(2026, 0, 11), 1100), holed];
    expect(windAt(runs, Date.UTC(2026, 0, 12, 9))[0]).toBe(1100);
    expect(windAt(runs, Date.UTC(2026, 0, 12, 10))[0]).toBe(0);
  });

  it('gives an imported file, whose days are runs of one day each, at age 0 alone', () => {
    const days = [11, 12].map((day) => {
      const hours = { ...run(0, 0).hours, windSpeedMs: Array.from({ length: 24 }, (_, h) => day * 100 + h) };
      return run(Date.UTC(2026, 0, day), 0, { source: 'gfs-history', hours });
    });
    const span = { startMs: Date.UTC(2026, 0, 11), endMs: Date.UTC(2026, 0, 14) };
    const [sameDay, ...older] = weatherByAge(days, span, NOW);
    expect(sameDay?.windSpeedMs).toEqual([
      ...Array.from({ length: 24 }, (_, hour) => 1100 + hour),
      ...Array.from({ length: 24 }, (_, hour) => 1200 + hour),
      ...Array<null>(24).fill(null),
    ]);
    expect(older.map(({ windSpeedMs }) => windSpeedMs.every((value) => value === null))).toEqual(
      Array(4).fill(true),
    );
  });

  it('is empty where no run says anything of the span', () => {
    const span = { startMs: DAY - 9 * DAY_MS, endMs: DAY - 8 * DAY_MS };
    expect(weatherByAge(regular, span, NOW)).toEqual([]);
    expect(weatherByAge([], span, NOW)).toEqual([]);
  });

  it('never shows a run younger than the age, nor hindsight, whatever was fetched when', () => {
    const instants = fc.array(fc.integer({ min: 0, max: 5 * 24 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 24 * 8 - 1 }), (hours, hour) => {
        const runs = hours.map((at) => run(DAY + at * HOUR_MS, at));
        const validAtMs = DAY + hour * HOUR_MS;
        for (const [ageDays, at] of windAt(runs, validAtMs, DAY + 5 * DAY_MS).entries()) {
          if (at === null || at === undefined) continue;
          const issuedAtMs = DAY + at * HOUR_MS;
          const runDay = Math.floor(issuedAtMs / DAY_MS);
          expect(runDay).toBeLessThanOrEqual(Math.floor(validAtMs / DAY_MS) - ageDays);
          if (validAtMs < DAY + 5 * DAY_MS) expect(issuedAtMs).toBeLessThanOrEqual(validAtMs);
        }
      }),
    );
  });
});
