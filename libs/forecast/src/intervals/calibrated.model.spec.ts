import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { START_MS, atHour, historyOf } from '../history.fixture';
import { backtest } from '../backtest';
import type { ForecastModel } from '../forecast-model';
import type { GridHistory } from '../grid-history';
import { shapeOf } from './band-shape';
import { calibratedModel } from './calibrated.model';
import type { CalibratedParts } from './calibrated.model';
import { replayedErrors } from './origin-errors';
import { SERVING_HISTORY_HOURS } from './serving-history';
import { restlessGrid, weeklyMean } from './weekly-mean.fixture';

const LEARNT_DAYS = 100;
const untilMs = atHour(LEARNT_DAYS * 24);
const restless = restlessGrid(LEARNT_DAYS + 40, 9, () => 1);

/** The weekly mean with the band that the last days before an instant give it. */
function partsOf(grid: GridHistory, heldOutDays = 30, learntUntilMs = untilMs): CalibratedParts {
  const model = weeklyMean().open({ kind: 'trained', trainer: '', features: [], parameters: null });
  const errors = replayedErrors(model, grid, learntUntilMs - heldOutDays * DAY_MS, learntUntilMs);
  if ('kind' in errors) throw new Error(errors.reason);
  return { name: 'weekly-mean', model, shape: shapeOf(errors, heldOutDays), learntUntilMs };
}

function predicted(
  model: ForecastModel,
  grid: GridHistory,
  issuedAtMs: number,
  quantileLevels = [0.1, 0.5, 0.9],
) {
  const prediction = model.predict({ ...grid, issuedAtMs, horizonHours: 98, quantileLevels });
  if (prediction.kind === 'refused') throw new Error(prediction.reason);
  return prediction;
}

const lastHours = ({ history }: GridHistory, issuedAtMs: number, hours: number): GridHistory => {
  const end = (issuedAtMs - history.startMs) / HOUR_MS;
  return {
    history: { startMs: issuedAtMs - hours * HOUR_MS, values: history.values.slice(end - hours, end) },
  };
};

const restlessParts = partsOf(restless);

describe('calibratedModel', () => {
  it.each([
    ['steady errors', () => 1],
    ['errors that double over the half year', (day: number) => (day < 200 ? 1 : 1 + (day - 200) / 180)],
    [
      'errors that come and go with the season',
      (day: number) => 1.2 + 0.7 * Math.sin((2 * Math.PI * day) / 365),
    ],
  ])('covers within two points for half a year: %s', (_, strength) => {
    const grid = restlessGrid(200 + 184, 21, strength);
    const model = calibratedModel(partsOf(grid, 60, atHour(200 * 24)));
    const result = backtest([model], {
      grid,
      firstIssueMs: atHour(200 * 24),
      stepHours: 24,
      horizonHours: 96,
      leadBuckets: [{ fromLeadHours: 0, toLeadHours: 96 }],
      quantileLevels: [0.05, 0.1, 0.9, 0.95],
    });
    const score = result.models[0]?.buckets[0];
    expect(result.originCount).toBe(181);
    expect(Math.abs((score?.coverage80Percent ?? NaN) - 80)).toBeLessThan(2);
    expect(Math.abs((score?.coverage90Percent ?? NaN) - 90)).toBeLessThan(2);
  });

  it('has a wider band at hours that err more', () => {
    const { quantiles } = predicted(calibratedModel(restlessParts), restless, untilMs);
    const width = (lead: number) => (quantiles[2]?.values[lead] ?? NaN) - (quantiles[0]?.values[lead] ?? NaN);
    expect(width(36)).toBeGreaterThan(2 * width(24));
  });

  it('gives the same bytes whatever was asked before, and by however much history', () => {
    const issues = [0, 1, 7, 24, 35 * 24, 20 * 24 + 3].map((hour) => untilMs + hour * HOUR_MS);
    const [warm, backwards] = [calibratedModel(restlessParts), calibratedModel(restlessParts)];
    const forwards = issues.map((issue) => predicted(warm, restless, issue));
    const reversed = issues.toReversed().map((issue) => predicted(backwards, restless, issue));
    expect(reversed.toReversed()).toEqual(forwards);
    issues.forEach((issue, i) => {
      expect(predicted(calibratedModel(restlessParts), restless, issue)).toEqual(forwards[i]);
      expect(predicted(warm, lastHours(restless, issue, SERVING_HISTORY_HOURS), issue)).toEqual(forwards[i]);
    });
  });

  it('reads no hour at or after its issue, also not in replays', () => {
    const issue = (LEARNT_DAYS + 10) * 24 + 7;
    const clean = predicted(
      calibratedModel(restlessParts),
      lastHours(restless, atHour(issue), issue),
      atHour(issue),
    );
    for (const poison of [NaN, 0, 1e9]) {
      const values = restless.history.values.map((value, hour) => (hour < issue ? value : poison));
      const history = { startMs: START_MS, values };
      expect(predicted(calibratedModel(restlessParts), { history }, atHour(issue))).toEqual(clean);
    }
    const values = restless.history.values.map((value, hour) => (hour === issue - 30 ? 2 * value : value));
    const changed = predicted(
      calibratedModel(restlessParts),
      { history: { startMs: START_MS, values } },
      atHour(issue),
    );
    expect(changed.quantiles[0]).not.toEqual(clean.quantiles[0]);
  });

  it('says any quantile, in the order of their levels, the same whoever else is asked for', () => {
    const model = calibratedModel(restlessParts);
    const levels = [0.999, 0.3, 0.001, 0.81, 0.5, 0.05];
    const { values, quantiles } = predicted(model, restless, untilMs + 9 * DAY_MS, levels);
    expect(quantiles.map(({ level }) => level)).toEqual([...levels].sort((a, b) => a - b));
    for (const curve of quantiles) {
      expect(predicted(model, restless, untilMs + 9 * DAY_MS, [curve.level]).quantiles).toEqual([curve]);
    }
    values.forEach((value, lead) => {
      const at = quantiles.map((curve) => curve.values[lead] ?? NaN);
      expect(at).toEqual([...at].sort((a, b) => a - b));
      expect(at.at(0)).toBeLessThanOrEqual(value);
      expect(at.at(-1)).toBeGreaterThanOrEqual(value);
    });
    expect(
      model.predict({ ...restless, issuedAtMs: untilMs, horizonHours: 5, quantileLevels: [] }),
    ).toMatchObject({
      quantiles: [],
    });
  });

  it('stays at zero where the grid is free of carbon, and at the level of one that never changes', () => {
    for (const level of [0, 321]) {
      const grid = { history: historyOf((LEARNT_DAYS + 20) * 24, () => level) };
      const { values, quantiles } = predicted(calibratedModel(partsOf(grid)), grid, untilMs + 12 * DAY_MS);
      for (const curve of [values, ...quantiles.map((quantile) => quantile.values)]) {
        curve.forEach((value) => expect(value).toBeCloseTo(level, 2));
        expect(curve.every((value) => value >= 0)).toBe(true);
      }
    }
  });

  it('is finite and never negative with zeros, gaps and a late history', () => {
    const { history } = restlessGrid(LEARNT_DAYS + 20, 6, () => 8);
    const values = history.values.map((value, hour) => {
      if (hour % 500 < 30 && hour > 200) return NaN;
      return hour % 24 < 3 ? 0 : value;
    });
    const grid = { history: { startMs: START_MS, values } };
    const model = calibratedModel(partsOf(grid));
    for (const issue of [2400, 2520, 2529, 2640, 2800]) {
      const { quantiles } = predicted(model, grid, atHour(issue), [0.005, 0.05, 0.5, 0.95, 0.995]);
      for (const curve of quantiles) {
        expect(curve.values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }
    }
  });

  it('widens the band of a late history as leads count from its newest hour', () => {
    const model = calibratedModel(restlessParts);
    const { quantiles: onTime } = predicted(model, restless, untilMs);
    const late = lastHours(restless, untilMs, SERVING_HISTORY_HOURS);
    const { quantiles, values } = predicted(model, late, untilMs + 24 * HOUR_MS);
    const logWidth = (curves: typeof quantiles, lead: number) =>
      Math.log1p(curves[2]?.values[lead] ?? NaN) - Math.log1p(curves[0]?.values[lead] ?? NaN);
    expect(logWidth(quantiles, 10)).toBeCloseTo(logWidth(onTime, 34), 9);
    expect(values.every(Number.isFinite)).toBe(true);
    const tooLate = { ...late, issuedAtMs: untilMs + 49 * HOUR_MS, horizonHours: 24, quantileLevels: [] };
    expect(model.predict(tooLate)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('48 hours'),
    });
  });
});
