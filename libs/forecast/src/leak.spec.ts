import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { ForecastModel, ForecastRequest } from './forecast-model';
import { leaksOfModel, leaksOfTraining } from './leak.fixture';
import { BRIEF, PLANTED } from './leak-check.fixture';
import type { TrainerVerdict } from './leak-check.fixture';
import type { TrainingRequest } from './model-trainer';
import { FORECAST_MODELS } from './model.registry';
import { POINT_TRAINERS, TRAINERS } from './trainer.registry';

jest.setTimeout(600_000);

const { grid: GRID, endMs: END_MS, issueTimesMs: ISSUE_TIMES_MS } = BRIEF;
const ROOT = path.resolve(__dirname, '../../..');
const HOOK = './test/support/typescript-hook.cjs';

describe('a forecast does not depend on what nobody could know when it was issued', () => {
  it.each(FORECAST_MODELS.map((model) => [model.name, model] as const))('%s', (_name, model) => {
    expect(leaksOfModel(model, GRID, ISSUE_TIMES_MS)).toEqual([]);
  });

  it('neither do the trained models, nor their training; a planted leak is told of', async () => {
    const program = path.join(__dirname, 'leak-check.fixture.ts');
    const options = { cwd: ROOT, maxBuffer: 1e8 };
    const { stdout } = await promisify(execFile)(process.execPath, ['--require', HOOK, program], options);
    const verdicts = JSON.parse(stdout) as TrainerVerdict[];
    const honest = [...TRAINERS, ...POINT_TRAINERS].map(({ name }) => ({
      name,
      model: expect.any(String) as string,
      refusal: null,
      leaks: [],
    }));
    expect(verdicts.slice(0, -1)).toEqual(honest);
    expect(verdicts[0]?.model).toBe('blend(ridge+ridge-by-source+boosting)@2+conformal@1');
    const planted = verdicts.at(-1);
    expect(planted?.name).toBe(PLANTED.name);
    // Three futures at each issue time, and three for the training.
    expect(planted?.leaks).toHaveLength(3 * ISSUE_TIMES_MS.length + 3);
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
    const leaks = leaksOfModel(peeking(peek), GRID, ISSUE_TIMES_MS);
    const isToldOf = (issuedAtMs: number) => leaks.some((leak) => leak.includes(toIso(issuedAtMs)));
    expect(ISSUE_TIMES_MS.every(isToldOf)).toBe(true);
  });

  it.each<[string, Parameters<typeof peeking>[0]]>([
    ['the newest known hour', ({ history }, first) => history.values[first - 1]],
    [
      "today's run of the evening",
      ({ weather }, first) => weather?.byAgeDays[0]?.windSpeedMs[nextDay(first) - 1],
    ],
    ["today's run for tomorrow", ({ weather }, first) => weather?.byAgeDays[1]?.windSpeedMs[nextDay(first)]],
  ])('lets a model read %s', (_what, peek) => {
    expect(leaksOfModel(peeking(peek), GRID, ISSUE_TIMES_MS)).toEqual([]);
  });

  it('tells of a training that reads on', async () => {
    const learner = (hours: number) => ({
      name: 'peeking@1',
      train: ({ history, untilMs }: TrainingRequest) =>
        Promise.resolve(history.values[(untilMs - history.startMs) / HOUR_MS + hours]),
    });
    expect(await leaksOfTraining(learner(0), GRID, END_MS)).toHaveLength(3);
    expect(await leaksOfTraining(learner(-1), GRID, END_MS)).toEqual([]);
  });
});
