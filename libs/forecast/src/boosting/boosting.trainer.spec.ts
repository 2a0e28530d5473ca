import { poisonedFrom, syntheticGrid } from '../grid.fixture';
import type { GridHistory } from '../grid-history';
import { atHour } from '../history.fixture';
import type { PointFit, PointModel } from '../point-model';
import { at } from '../rolling-errors';
import { boostingOn } from './boosting.trainer';
import { yesterdayTrainer } from './yesterday.fixture';

const UNTIL = 210 * 24;
const grid = syntheticGrid(UNTIL + 30 * 24, 3);
const trainer = boostingOn(yesterdayTrainer);

async function fitOf(known: GridHistory): Promise<PointFit> {
  const fit = await trainer.train({ ...known, untilMs: atHour(UNTIL) });
  if (fit.kind === 'refused') throw new Error(fit.reason);
  return fit;
}

function logsOf(model: PointModel, known: GridHistory, hour: number, horizonHours = 98): Float64Array {
  const answer = model.predict({ ...known, issuedAtMs: atHour(hour), horizonHours });
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return answer.logs;
}

/** Mean absolute error on the log scale over leads `from` to `to` - 1 of daily issues. */
function errorOf(model: PointModel, from: number, to: number): number {
  let [sum, count] = [0, 0];
  for (let issue = UNTIL; issue < UNTIL + 25 * 24; issue += 24) {
    const logs = logsOf(model, grid, issue);
    for (let lead = from; lead < to; lead++) {
      sum += Math.abs(at(logs, lead) - Math.log1p(at(grid.history.values, issue + lead)));
      count += 1;
    }
  }
  return sum / count;
}

describe('boostingOn', () => {
  let fit: PointFit;
  beforeAll(async () => {
    fit = await fitOf(grid);
  });

  it('learns from the weather what its base does not know, and no nonsense of the days without it', () => {
    const [model, base] = [trainer.open(fit), yesterdayTrainer.open(fit)];
    expect(errorOf(model, 0, 24)).toBeLessThan(0.9 * errorOf(base, 0, 24));
    expect(errorOf(model, 24, 96)).toBeLessThan(errorOf(base, 24, 96));
  });

  it('learns the same, to the bit, whatever comes after its end', async () => {
    expect(await fitOf(poisonedFrom(grid, UNTIL, 1e9))).toEqual(fit);
  });

  it.each([0, 5, 13, 23])('reads nothing that was not known at %i h UTC', (hourOfDay) => {
    const issue = UNTIL + 48 + hourOfDay;
    const model = trainer.open(fit);
    const clean = logsOf(model, grid, issue);
    for (const poison of [NaN, 1e9]) {
      expect(logsOf(model, poisonedFrom(grid, issue, poison), issue)).toEqual(clean);
    }
    expect(logsOf(model, poisonedFrom(grid, issue - 1, 700), issue)).not.toEqual(clean);
  });

  it('is plain data that a copy can be opened from, under its own name only', () => {
    const copy = structuredClone(fit);
    expect(logsOf(trainer.open(copy), grid, UNTIL)).toEqual(logsOf(trainer.open(fit), grid, UNTIL));
    expect(trainer.open(fit).name).toBe('yesterday@1+boosting@1');
    expect(() => trainer.open({ ...fit, trainer: 'yesterday@1' })).toThrow(RangeError);
  });

  it('says finite hours where sources and weather are unknown, and refuses where they are not told of at all', () => {
    const unknown = (values: Float64Array) => values.map(() => NaN);
    const blind = { ...grid, sources: grid.sources.map((of) => ({ ...of, valuesMw: unknown(of.valuesMw) })) };
    expect(logsOf(trainer.open(fit), blind, UNTIL).every(Number.isFinite)).toBe(true);
    const request = { history: grid.history, issuedAtMs: atHour(UNTIL), horizonHours: 24 };
    expect(trainer.open(fit).predict(request)).toEqual({
      kind: 'refused',
      reason: 'an input that the trees were grown on is missing: wind-issue-day',
    });
  });

  it('refuses where its base does, and a history too short to learn from', async () => {
    const gap = { ...grid.history, values: grid.history.values.map((v, i) => (i === UNTIL - 3 ? NaN : v)) };
    const request = { ...grid, history: gap, issuedAtMs: atHour(UNTIL), horizonHours: 24 };
    expect(trainer.open(fit).predict(request)).toEqual({ kind: 'refused', reason: 'yesterday is not known' });
    expect(await trainer.train({ ...grid, untilMs: atHour(100 * 24) })).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(/^\d+ past forecast hours to learn from, at least 13500 are needed$/),
    });
  });
});
