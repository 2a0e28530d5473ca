import fc from 'fast-check';
import { atHour, historyOf, noisyGrid } from './history.fixture';
import { FORECAST_MODELS, predictBest } from './model.registry';

const issue = (values: (number | null)[], horizonHours = 96) =>
  predictBest({
    history: historyOf(values.length, (hour) => values[hour] ?? null),
    issuedAtMs: atHour(values.length),
    horizonHours,
    quantileLevels: [0.1, 0.5, 0.9],
  });

describe('predictBest', () => {
  it('has models of different names', () => {
    expect(new Set(FORECAST_MODELS.map((model) => model.name)).size).toBe(FORECAST_MODELS.length);
  });

  it.each([
    [672, 'profile-7d@1'],
    [48, 'profile-7d@1'],
    [47, 'seasonal-naive-24h@1'],
    [35, 'persistence@1'],
    [24, 'persistence@1'],
  ])('with %i hours of history takes %s', (hours, name) => {
    const outcome = issue(noisyGrid(hours, 1));
    expect(outcome).toMatchObject({ kind: 'issued', model: { name } });
    if (outcome.kind !== 'issued') return;
    expect(outcome.skipped.map((skip) => skip.model)).toEqual(
      FORECAST_MODELS.slice(0, FORECAST_MODELS.indexOf(outcome.model)).map((model) => model.name),
    );
  });

  it('refuses three hours of history, and says how many it has', () => {
    expect(issue([300, 310, 320])).toMatchObject({
      kind: 'refused',
      reason: '3 known hours of history, at least 24 are needed',
    });
    expect(issue([])).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/^0 known hours/) });
  });

  it.each([0, 431.5])('keeps a constant %d constant, with a band of no width', (level) => {
    const outcome = issue(Array.from({ length: 300 }, () => level));
    if (outcome.kind !== 'issued') throw new Error(outcome.reason);
    for (const curve of [outcome.prediction.values, ...outcome.prediction.quantiles.map((q) => q.values)]) {
      for (const value of curve) expect(value).toBeCloseTo(level, 9);
    }
  });

  it('never gives NaN, a negative intensity or crossing quantiles, whatever the history', () => {
    const hour = fc.oneof(
      { weight: 6, arbitrary: fc.double({ min: 0, max: 2000, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(0, null) },
    );
    fc.assert(
      fc.property(
        fc.array(hour, { maxLength: 400 }),
        fc.integer({ min: 1, max: 96 }),
        (values, horizonHours) => {
          const outcome = issue(values, horizonHours);
          if (outcome.kind === 'refused') return outcome.reason.length > 0;
          const { values: points, quantiles } = outcome.prediction;
          const [p10, p50, p90] = quantiles.map((curve) => curve.values);
          return points.every(
            (point, lead) =>
              Number.isFinite(p90?.[lead]) &&
              Number(p10?.[lead]) >= 0 &&
              Number(p10?.[lead]) <= point &&
              p50?.[lead] === point &&
              point <= Number(p90?.[lead]),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});
