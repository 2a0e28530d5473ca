import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { FitMetrics } from './fit-metrics';
import type { ForecastModel, ForecastRequest } from './forecast-model';
import { syntheticGrid } from './grid.fixture';
import { atHour } from './history.fixture';
import { leaksOfModel, leaksOfTraining } from './leak.fixture';
import { FORECAST_MODELS } from './model.registry';
import type { ModelTrainer } from './model-trainer';
import { TRAINERS } from './trainer.registry';

jest.setTimeout(600_000);

const HOURS = 220 * 24;
const TRAINED_HOURS = 200 * 24;
/** At 00, 01, 07, 13 and 23 UTC of different days after the training. */
const ISSUE_HOURS = [0, 24 + 1, 48 + 7, 96 + 13, 144 + 23].map((hour) => atHour(TRAINED_HOURS + hour));

const grid = syntheticGrid(HOURS, 7, 4);

describe('a forecast does not depend on what nobody could know when it was issued', () => {
  it.each(FORECAST_MODELS.map((model) => [model.name, model] as const))('%s', (_name, model) => {
    expect(leaksOfModel(model, grid, ISSUE_HOURS)).toEqual([]);
  });

  for (const trainer of TRAINERS)
    it(trainer.name, async () => {
      const untilMs = atHour(TRAINED_HOURS);
      const fit = await trainer.train({ ...grid, untilMs });
      if (fit.kind === 'refused') throw new Error(fit.reason);
      const model = trainer.open(fit);
      const spoken = model.predict({ ...grid, issuedAtMs: untilMs, horizonHours: 96, quantileLevels: [] });
      expect(spoken.kind).toBe('predicted');
      expect(leaksOfModel(model, grid, ISSUE_HOURS)).toEqual([]);
      expect(await leaksOfTraining(trainer, grid, untilMs)).toEqual([]);
    });
});

/** Says one number for all hours: whatever it peeks at. */
const peeking = (peek: (request: ForecastRequest, first: number) => number | undefined): ForecastModel => ({
  name: 'peeking@1',
  needs: { inputs: ['carbon-intensity-history'], minKnownHours: 0 },
  predict: (request) => {
    const first = (request.issuedAtMs - request.history.startMs) / HOUR_MS;
    const values = new Float64Array(request.horizonHours).fill(peek(request, first) ?? NaN);
    return { kind: 'predicted', values, quantiles: [] };
  },
});

const nothingScored = { model: 'peeking@1', days: [] };
const NO_METRICS: FitMetrics = { fromMs: 0, untilMs: 0, originCount: 0, model: nothingScored, baselines: [] };

const nextDay = (first: number) => first + 24 - (first % 24);

describe('the check itself', () => {
  it.each<[string, Parameters<typeof peeking>[0]]>([
    ['the first hour of the forecast', ({ history }, first) => history.values[first]],
    ['a much later hour', ({ history }, first) => history.values[first + 95]],
    ['the generation of the first hour', ({ sources }, first) => sources?.[2]?.valuesMw[first]],
    ["tomorrow's weather run", ({ weather }, first) => weather?.byAgeDays[0]?.windSpeedMs[nextDay(first)]],
    [
      "tomorrow's run for the day after",
      ({ weather }, first) => weather?.byAgeDays[1]?.temperatureK[nextDay(first) + 24],
    ],
    ['how much is stored', ({ history }) => history.values.length],
  ])('tells of a model that reads %s', (_what, peek) => {
    const leaks = leaksOfModel(peeking(peek), grid, ISSUE_HOURS);
    const isToldOf = (issuedAtMs: number) => leaks.some((leak) => leak.includes(toIso(issuedAtMs)));
    expect(ISSUE_HOURS.every(isToldOf)).toBe(true);
  });

  it.each<[string, Parameters<typeof peeking>[0]]>([
    ['the newest known hour', ({ history }, first) => history.values[first - 1]],
    [
      "today's run of the evening",
      ({ weather }, first) => weather?.byAgeDays[0]?.windSpeedMs[nextDay(first) - 1],
    ],
    ["today's run for tomorrow", ({ weather }, first) => weather?.byAgeDays[1]?.windSpeedMs[nextDay(first)]],
  ])('lets a model read %s', (_what, peek) => {
    expect(leaksOfModel(peeking(peek), grid, ISSUE_HOURS)).toEqual([]);
  });

  it('tells of a training that reads on', async () => {
    const trainer = (hours: number): ModelTrainer => ({
      name: 'peeking@1',
      open: () => peeking(() => 1),
      train: ({ history, untilMs }) =>
        Promise.resolve({
          kind: 'trained',
          trainer: 'peeking@1',
          trainedFromMs: history.startMs,
          trainedUntilMs: untilMs,
          features: [],
          metrics: NO_METRICS,
          parameters: history.values[TRAINED_HOURS + hours],
        }),
    });
    const untilMs = atHour(TRAINED_HOURS);
    expect(await leaksOfTraining(trainer(0), grid, untilMs)).toHaveLength(3);
    expect(await leaksOfTraining(trainer(-1), grid, untilMs)).toEqual([]);
  });
});
