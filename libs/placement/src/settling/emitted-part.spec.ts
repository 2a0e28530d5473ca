import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import { emittedPart } from './emitted-part';
import { runHours } from './run-hours';

const T0 = Date.UTC(2026, 1, 12, 8);
const at = (hours: number) => T0 + hours * HOUR_MS;
const series = (...values: (number | null)[]) => ({ startMs: T0, values });

describe('runHours', () => {
  it('counts an hour once, however many spans take of it, in order of time', () => {
    const spans = [
      { startMs: at(1.75), endMs: at(2.5) },
      { startMs: at(0.5), endMs: at(0.75) },
      { startMs: at(1), endMs: at(1.25) },
    ];
    expect(runHours(spans).map(({ hourMs, runMs }) => [(hourMs - T0) / HOUR_MS, runMs / MINUTE_MS])).toEqual([
      [0, 15],
      [1, 30],
      [2, 30],
    ]);
    expect(runHours([])).toEqual([]);
  });
});

describe('emittedPart', () => {
  const used = { zone: 'FR', energyKwh: 2, spans: [{ startMs: at(0.5), endMs: at(2) }] };

  it('names each hour with its average, and its marginal where that was observed', () => {
    expect(emittedPart({ ...used, average: series(50, 60), marginal: series(null, 700) })).toEqual({
      ...{ zone: 'FR', energyKwh: 2 },
      hours: [
        {
          ...{ hourAt: '2026-02-12T08:00:00.000Z', runMs: HOUR_MS / 2 },
          ...{ averageGPerKwh: 50, marginalGPerKwh: null },
        },
        {
          ...{ hourAt: '2026-02-12T09:00:00.000Z', runMs: HOUR_MS },
          ...{ averageGPerKwh: 60, marginalGPerKwh: 700 },
        },
      ],
    });
  });

  it('is null where an hour is unknown, and never counts it as 0', () => {
    expect(emittedPart({ ...used, average: series(50, null), marginal: null })).toBeNull();
    expect(emittedPart({ ...used, average: series(50), marginal: null })).toBeNull();
    expect(emittedPart({ ...used, spans: [], average: series(50), marginal: null })).toBeNull();
    expect(emittedPart({ ...used, average: series(0, 0), marginal: null })?.hours).toHaveLength(2);
  });

  it('counts whole milliseconds, 1 at least', () => {
    const spans = [{ startMs: at(1) - 0.25, endMs: at(1) + 10.5 }];
    const part = emittedPart({ ...used, spans, average: series(1, 1), marginal: null });
    expect(part?.hours.map(({ runMs }) => runMs)).toEqual([1, 11]);
  });
});
