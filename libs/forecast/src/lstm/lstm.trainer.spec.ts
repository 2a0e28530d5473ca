import { serialize } from 'node:v8';
import { poisonedFrom, syntheticGrid } from '../grid.fixture';
import type { GridHistory } from '../grid-history';
import { atHour } from '../history.fixture';
import type { PointFit } from '../point-model';
import type { LstmParameters } from './lstm.model';
import { LSTM_SETTINGS } from './lstm-settings';
import { lstmTrainer } from './lstm.trainer';
import { tensorLibrary } from './tensor-library';

jest.setTimeout(60_000);

const UNTIL = 130 * 24;
const grid = syntheticGrid(UNTIL + 10 * 24, 11);
const tiny = lstmTrainer({
  ...LSTM_SETTINGS,
  units: 4,
  hiddenUnits: 3,
  issueStepHours: 31,
  batchRows: 32,
  maxEpochs: 4,
});

async function fitOf(request: GridHistory, untilHour = UNTIL): Promise<PointFit> {
  const fit = await tiny.train({ ...request, untilMs: atHour(untilHour) });
  if (fit.kind === 'refused') throw new Error(fit.reason);
  return fit;
}

const answerOf = (fit: PointFit, request: GridHistory, hour: number, horizonHours = 98) =>
  tiny.open(fit).predict({ ...request, issuedAtMs: atHour(hour), horizonHours });

function logsOf(fit: PointFit, request: GridHistory, hour: number, horizonHours = 98): number[] {
  const answer = answerOf(fit, request, hour, horizonHours);
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return [...answer.logs];
}

describe('lstmTrainer', () => {
  let fit: PointFit;
  beforeAll(async () => {
    fit = await fitOf(grid);
  });

  it('learns the same from the same hours, to the bit, and nothing from later ones', async () => {
    const bytes = serialize(fit);
    for (const poison of [NaN, 1e9]) {
      const again = await fitOf(poisonedFrom(grid, UNTIL, poison));
      expect(serialize(again).equals(bytes)).toBe(true);
    }
    const other = await fitOf(poisonedFrom(grid, UNTIL - 1, NaN));
    expect(serialize(other).equals(bytes)).toBe(false);
  });

  it.each([0, 1, 13, 22])('reads nothing that was not known at %i h UTC', (hourOfDay) => {
    const issue = UNTIL + 48 + hourOfDay;
    const clean = logsOf(fit, grid, issue);
    for (const poison of [NaN, 1e9]) {
      expect(logsOf(fit, poisonedFrom(grid, issue, poison), issue)).toEqual(clean);
    }
    expect(logsOf(fit, poisonedFrom(grid, issue - 1, NaN), issue)).not.toEqual(clean);
  });

  it('does better on the days that it did not learn from than the bare profile', () => {
    const { losses } = fit.parameters as LstmParameters;
    expect(Math.min(...losses.slice(1))).toBeLessThan(0.9 * (losses[0] ?? 0));
    expect(fit.features).toEqual(['carbon-intensity-history', 'generation-by-source', 'weather']);
  });

  it('is plain data that another thread can open', () => {
    expect(logsOf(structuredClone(fit), grid, UNTIL)).toEqual(logsOf(fit, grid, UNTIL));
  });

  it('leaves no tensor behind', async () => {
    const tf = await tensorLibrary();
    const before = tf.memory().numTensors;
    await fitOf(grid);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says an hour the same whatever comes after it, and any horizon', () => {
    expect(logsOf(fit, grid, UNTIL, 24)).toEqual(logsOf(fit, grid, UNTIL).slice(0, 24));
  });

  it('speaks from a history that ends a few hours early, also for hours beyond its leads', () => {
    const late = poisonedFrom(grid, UNTIL - 6, NaN);
    expect(logsOf(fit, late, UNTIL).every(Number.isFinite)).toBe(true);
  });

  it('says only what it may be believed: no deviation beyond all that it has seen', () => {
    const parameters = fit.parameters as LstmParameters;
    const [low, high] = parameters.outputRange;
    const mad = { ...parameters, outputUnit: 1e6 };
    const [usual, logs] = [{ ...parameters, outputUnit: 0 }, mad].map((one) =>
      logsOf({ ...fit, parameters: one }, grid, UNTIL),
    );
    logs?.forEach((log, hour) => {
      const deviation = log - (usual?.[hour] ?? NaN);
      expect(deviation).toBeGreaterThanOrEqual(low - 1e-9);
      expect(deviation).toBeLessThanOrEqual(high + 1e-9);
    });
  });

  it('refuses a short history, other inputs and an old history, each with its reason', async () => {
    expect(await tiny.train({ ...grid, untilMs: atHour(100 * 24) })).toEqual({
      kind: 'refused',
      reason: '2400 known hours of history, at least 2880 are needed to train a network',
    });
    const { weather: _weather, ...withoutWeather } = grid;
    expect(answerOf(fit, withoutWeather, UNTIL)).toMatchObject({
      reason: expect.stringMatching(/other inputs/),
    });
    expect(answerOf(fit, poisonedFrom(grid, UNTIL - 25, NaN), UNTIL)).toMatchObject({ kind: 'refused' });
    expect(() => tiny.open({ ...fit, trainer: 'lstm@0' })).toThrow(RangeError);
  });

  it('refuses a history that never changes', async () => {
    const flat = { history: { ...grid.history, values: grid.history.values.map(() => 300) } };
    expect(await tiny.train({ ...flat, untilMs: atHour(UNTIL) })).toMatchObject({ kind: 'refused' });
  });

  it('does without sources and weather', async () => {
    const bare = { history: grid.history };
    const fitted = await fitOf(bare);
    expect(fitted.features).toEqual(['carbon-intensity-history']);
    expect(logsOf(fitted, bare, UNTIL + 5)).toHaveLength(98);
  });
});
