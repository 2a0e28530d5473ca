import { syntheticGrid } from '../grid.fixture';
import type { GridHistory } from '../grid-history';
import { atHour } from '../history.fixture';
import type { PointFit, PointTrainer } from '../point-model';
import { joinedByLstm } from './lstm-joined.trainer';

const HOURS = 30 * 24;
const grid = syntheticGrid(HOURS, 1);

/** Says one number; without weather it refuses, and with less than `minHours` of history it does not learn. */
const saying = (name: string, log: number, minHours = 0): PointTrainer => ({
  name,
  train: ({ untilMs, onProgress }) => {
    onProgress?.(1);
    const isShort = untilMs < atHour(minHours);
    return Promise.resolve(
      isShort
        ? { kind: 'refused', reason: `${name} is short of history` }
        : { kind: 'trained', trainer: name, features: [`of ${name}`], parameters: log },
    );
  },
  open: (fit) => ({
    name,
    predict: ({ horizonHours, weather }) =>
      weather === undefined
        ? { kind: 'refused', reason: `${name} wants weather` }
        : { kind: 'predicted', logs: new Float64Array(horizonHours).fill(Number(fit.parameters)) },
  }),
});

const fitOf = async (trainer: PointTrainer): Promise<PointFit> => {
  const fit = await trainer.train({ ...grid, untilMs: atHour(HOURS) });
  if (fit.kind === 'refused') throw new Error(fit.reason);
  return structuredClone(fit);
};
const request = (history: GridHistory) => ({ ...history, issuedAtMs: atHour(HOURS), horizonHours: 2 });

describe('joinedByLstm', () => {
  it('is four parts base and one part network on the log scale', async () => {
    const trainer = joinedByLstm(saying('blend@3', 5), saying('lstm@1', 6));
    const model = trainer.open(await fitOf(trainer));
    expect(trainer.name).toBe('blend-lstm@1');
    const answer = model.predict(request(grid));
    if (answer.kind === 'refused') throw new Error(answer.reason);
    for (const log of answer.logs) expect(log).toBeCloseTo(5.2, 12);
    expect(answer.logs).toHaveLength(2);
  });

  it('tells who spoke where one of both could not', async () => {
    const { weather: _weather, ...withoutWeather } = grid;
    const steady = (name: string): PointTrainer => ({
      ...saying(name, 7),
      open: () => ({ name, predict: () => ({ kind: 'predicted', logs: Float64Array.of(7, 7) }) }),
    });
    const baseOnly = joinedByLstm(steady('blend@3'), saying('lstm@1', 6));
    const lstmOnly = joinedByLstm(saying('blend@3', 5), steady('lstm@1'));
    for (const [trainer, spokenBy] of [
      [baseOnly, 'blend@3'],
      [lstmOnly, 'lstm@1'],
    ] as const) {
      const model = trainer.open(await fitOf(trainer));
      expect(model.name).toBe('blend@3+lstm@1');
      const logs = Float64Array.of(7, 7);
      expect(model.predict(request(withoutWeather))).toEqual({ kind: 'predicted', logs, spokenBy });
    }
  });

  it('is the base, by its own name, where the network could not be trained', async () => {
    const trainer = joinedByLstm(saying('blend@3', 5), saying('lstm@1', 6, HOURS + 1));
    const model = trainer.open(await fitOf(trainer));
    expect(model.name).toBe('blend@3');
    expect(model.predict(request(grid))).toEqual({ kind: 'predicted', logs: Float64Array.of(5, 5) });
  });

  it('refuses as the base does, in training and when both refuse', async () => {
    const short = joinedByLstm(saying('blend@3', 5, HOURS + 1), saying('lstm@1', 6));
    expect(await short.train({ ...grid, untilMs: atHour(HOURS) })).toMatchObject({
      reason: 'blend@3 is short of history',
    });
    const trainer = joinedByLstm(saying('blend@3', 5), saying('lstm@1', 6));
    const { weather: _weather, ...withoutWeather } = grid;
    const answer = trainer.open(await fitOf(trainer)).predict(request(withoutWeather));
    expect(answer).toEqual({ kind: 'refused', reason: 'blend@3 wants weather' });
  });

  it('tells progress up to the end, never back, and opens no fit of others', async () => {
    const shares: number[] = [];
    const trainer = joinedByLstm(saying('blend@3', 5), saying('lstm@1', 6));
    await trainer.train({ ...grid, untilMs: atHour(HOURS), onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([0.5, 1]);
    const fit = await fitOf(trainer);
    expect(() => trainer.open({ ...fit, trainer: 'blend@3' })).toThrow(RangeError);
  });
});
