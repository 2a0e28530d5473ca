import { poisonedFrom, syntheticGrid } from '../grid.fixture';
import type { GridHistory } from '../grid-history';
import { atHour } from '../history.fixture';
import type { PointFit } from '../point-model';
import { blendTrainer, membersOf } from './blend.trainer';

const UNTIL = 90 * 24;
const grid = syntheticGrid(UNTIL + 10 * 24, 7);

async function fitOf(request: GridHistory): Promise<PointFit> {
  const fit = await blendTrainer.train({ ...request, untilMs: atHour(UNTIL) });
  if (fit.kind === 'refused') throw new Error(fit.reason);
  return fit;
}

const logsOf = (fit: PointFit, request: GridHistory, hour: number, horizonHours = 98) => {
  const answer = blendTrainer.open(fit).predict({ ...request, issuedAtMs: atHour(hour), horizonHours });
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return [...answer.logs];
};

describe('blendTrainer', () => {
  it('learns what no hour after its end can change', async () => {
    const fit = await fitOf(grid);
    for (const poison of [NaN, 1e9]) expect(await fitOf(poisonedFrom(grid, UNTIL, poison))).toEqual(fit);
  });

  it.each([0, 1, 5, 13, 22])('reads nothing that was not known at %i h UTC', async (hourOfDay) => {
    const fit = await fitOf(grid);
    const issue = UNTIL + 48 + hourOfDay;
    const clean = logsOf(fit, grid, issue);
    for (const poison of [NaN, 1e9]) {
      expect(logsOf(fit, poisonedFrom(grid, issue, poison), issue)).toEqual(clean);
    }
    expect(logsOf(fit, poisonedFrom(grid, issue - 1, NaN), issue)).not.toEqual(clean);
  });

  it('is the geometric mean of its members, and names them', async () => {
    const fit = await fitOf(grid);
    const request = { ...grid, issuedAtMs: atHour(UNTIL + 30), horizonHours: 96 };
    const members = membersOf(fit);
    expect(blendTrainer.open(fit).name).toBe('blend(ridge@1+ridge-by-source@1)@1');
    const curves = members.map((member) => {
      const answer = member.predict(request);
      return answer.kind === 'predicted' ? answer.logs : new Float64Array(96);
    });
    logsOf(fit, grid, UNTIL + 30, 96).forEach((log, lead) => {
      expect(log).toBeCloseTo(((curves[0]?.[lead] ?? 0) + (curves[1]?.[lead] ?? 0)) / 2, 12);
    });
  });

  it('refuses ten days of history, and says how many hours it has', async () => {
    const answer = await blendTrainer.train({ ...grid, untilMs: atHour(240) });
    expect(answer).toEqual({
      kind: 'refused',
      reason: '240 known hours of history, at least 672 are needed to learn from',
    });
  });
});
