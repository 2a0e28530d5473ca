import { FORECAST_MODELS } from './model.registry';
import { profileModel } from './profile.model';
import type { ForecastModel, PredictedHours } from './forecast-model';
import { atHour, historyOf, noisyGrid } from './history.fixture';
import type { HourlyHistory } from './hourly-history';

function predicted(
  history: HourlyHistory,
  issuedAtMs: number,
  horizonHours = 96,
  model: ForecastModel = profileModel,
): PredictedHours {
  const prediction = model.predict({ history, issuedAtMs, horizonHours, quantileLevels: [0.1, 0.9] });
  if (prediction.kind === 'refused') throw new Error(prediction.reason);
  return prediction;
}

describe('profileModel', () => {
  it('repeats the worked example of the formula page', () => {
    // Eight days at 100, and 200 in the last known hour.
    const history = historyOf(192, (hour) => (hour === 191 ? 200 : 100));
    const { values } = predicted(history, atHour(192));
    expect(values[0]).toBeCloseTo(179.13, 1);
    expect(values[35]).toBeCloseTo(134.64, 1);
    expect(values[95]).toBeCloseTo(121.28, 1);
  });

  it('repeats a daily pattern exactly, also over a gap', () => {
    const pattern = (hour: number) => 100 + 10 * (hour % 24);
    const { values, quantiles } = predicted(
      historyOf(28 * 24, (hour) => (hour > 300 && hour < 320 ? null : pattern(hour))),
      atHour(28 * 24),
    );
    values.forEach((value, lead) => expect(value).toBeCloseTo(pattern(lead), 6));
    for (const { values: curve } of quantiles)
      curve.forEach((v, lead) => expect(v).toBeCloseTo(pattern(lead), 6));
  });

  it('draws a line over hours of the day that are never known', () => {
    const { values } = predicted(
      historyOf(20 * 24, (hour) => ([5, 6, 7].includes(hour % 24) ? null : 200)),
      atHour(20 * 24),
    );
    expect(values[6]).toBeCloseTo(200, 6);
  });

  it('refuses when half of the day is never known', () => {
    const history = historyOf(20 * 24, (hour) => (hour % 24 < 12 ? null : 200));
    const answer = profileModel.predict({
      history,
      issuedAtMs: atHour(480),
      horizonHours: 24,
      quantileLevels: [],
    });
    expect(answer).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/unknown in the last 7 days/),
    });
  });

  it('leaves the level shift out where the bare profile was clearly better', () => {
    // Two plants that switch at a wandering hour: the last hour's deviation says nothing of the next day.
    const twoStates = (hour: number) => {
      const [day, slot] = [Math.floor(hour / 24), hour % 24];
      return slot >= 6 && slot < 17 + (day % 3) ? 50 : 490;
    };
    const history = historyOf(28 * 24 - 6, twoStates);
    const last = predicted(history, atHour(28 * 24 - 6)).values;
    // 18:00 was the sunny state on a third of the days, and its deviation must not leak into the night.
    expect(last[4]).toBeCloseTo(490, 3);
  });

  it('counts leads from the newest known hour when the history is late', () => {
    const values = noisyGrid(700, 3);
    const onTime = predicted(
      historyOf(600, (hour) => values[hour] ?? null),
      atHour(600),
      96,
    );
    const late = predicted(
      historyOf(700, (hour) => (hour < 600 ? (values[hour] ?? null) : null)),
      atHour(605),
      80,
    );
    expect([...late.values]).toEqual([...onTime.values.slice(5, 85)]);
  });

  it('refuses a history that ended more than two days ago', () => {
    const history = historyOf(600, () => 300);
    const request = { history, horizonHours: 24, quantileLevels: [] };
    expect(profileModel.predict({ ...request, issuedAtMs: atHour(648) }).kind).toBe('predicted');
    expect(profileModel.predict({ ...request, issuedAtMs: atHour(649) })).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('2021-10-25T23:00:00.000Z'),
    });
  });

  it('covers close to 80 % of a wandering grid with its p10-p90 band', () => {
    let [covered, all] = [0, 0];
    const values = noisyGrid(5000, 11);
    const history = historyOf(5000, (hour) => values[hour] ?? null);
    for (let issue = 800; issue < 4900; issue += 100) {
      const { quantiles } = predicted(history, atHour(issue), 48);
      for (let lead = 0; lead < 48; lead++) {
        const actual = values[issue + lead] ?? NaN;
        const [low, high] = quantiles.map((curve) => curve.values[lead] ?? NaN);
        covered += actual >= (low ?? NaN) && actual <= (high ?? NaN) ? 1 : 0;
        all += 1;
      }
    }
    expect(covered / all).toBeGreaterThan(0.74);
    expect(covered / all).toBeLessThan(0.88);
  });
});

describe.each(FORECAST_MODELS.map((model) => [model.name, model] as const))('%s', (_, model) => {
  it('reads no hour at or after its issue', () => {
    const values = noisyGrid(800, 5);
    const poisoned = (poison: number | null) =>
      historyOf(800, (hour) => (hour < 672 ? (values[hour] ?? null) : poison));
    const clean = predicted(
      historyOf(672, (hour) => values[hour] ?? null),
      atHour(672),
      96,
      model,
    );
    for (const poison of [null, 0, 1e9]) {
      expect(predicted(poisoned(poison), atHour(672), 96, model)).toEqual(clean);
    }
    const changedPast = historyOf(672, (hour) => (hour === 671 ? 1e3 : (values[hour] ?? null)));
    expect(predicted(changedPast, atHour(672), 96, model)).not.toEqual(clean);
  });

  it('rejects a horizon, an issue time and a quantile out of range', () => {
    const request = {
      history: historyOf(200, () => 1),
      issuedAtMs: atHour(200),
      horizonHours: 1,
      quantileLevels: [],
    };
    for (const horizonHours of [0, 99, 1.5, NaN]) {
      expect(() => model.predict({ ...request, horizonHours })).toThrow(RangeError);
    }
    expect(() => model.predict({ ...request, issuedAtMs: atHour(200) + 1 })).toThrow(RangeError);
    expect(() => model.predict({ ...request, quantileLevels: [1] })).toThrow(RangeError);
  });
});
