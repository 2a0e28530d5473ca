import { serialize } from 'node:v8';
import { poisonedFrom, syntheticGrid } from '../grid.fixture';
import type { GridHistory } from '../grid-history';
import { atHour } from '../history.fixture';
import type { PointFit } from '../point-model';
import { openMembers } from './blend-members';
import { blendParameters, blendTrainer } from './blend.trainer';

const UNTIL = 40 * 24;
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
  let fit: PointFit;
  beforeAll(async () => {
    fit = await fitOf(grid);
  });

  it('learns what no hour after its end can change', async () => {
    const poisoned = await fitOf(poisonedFrom(grid, UNTIL, 1e9));
    expect(serialize(poisoned).equals(serialize(fit))).toBe(true);
  });

  it.each([0, 1, 5, 13, 22])('reads nothing that was not known at %i h UTC', (hourOfDay) => {
    const issue = UNTIL + 48 + hourOfDay;
    const clean = logsOf(fit, grid, issue);
    for (const poison of [NaN, 1e9]) {
      expect(logsOf(fit, poisonedFrom(grid, issue, poison), issue)).toEqual(clean);
    }
    expect(logsOf(fit, poisonedFrom(grid, issue - 1, NaN), issue)).not.toEqual(clean);
  });

  it('is the geometric mean of its members, and names them', () => {
    const request = { ...grid, issuedAtMs: atHour(UNTIL + 30), horizonHours: 96 };
    const answers = openMembers(blendParameters(fit))(request);
    if ('kind' in answers) throw new Error(answers.reason);
    const curves = answers.flatMap(({ answer }) => ('kind' in answer ? [] : [answer]));
    expect(curves).toHaveLength(2);
    expect(blendTrainer.open(fit).name).toBe('blend(ridge+ridge-by-source)@2');
    logsOf(fit, grid, UNTIL + 30, 96).forEach((log, lead) => {
      expect(log).toBeCloseTo(((curves[0]?.[lead] ?? 0) + (curves[1]?.[lead] ?? 0)) / 2, 12);
    });
  });

  it('says so when it knows less than it learnt from', () => {
    const request = { history: grid.history, issuedAtMs: atHour(UNTIL + 30), horizonHours: 96 };
    const model = blendTrainer.open(fit);
    const whole = { ...request, sources: grid.sources, weather: grid.weather };
    const [full, noWeather, noSources, historyOnly] = [
      model.predict(whole),
      model.predict({ ...request, sources: grid.sources }),
      model.predict({ ...request, weather: grid.weather }),
      model.predict(request),
    ];
    expect(full).not.toHaveProperty('spokenBy');
    const spokenBy = (member: string) => ({ kind: 'predicted', spokenBy: `blend(${member})@2` });
    expect(noWeather).toMatchObject(spokenBy('ridge-without-weather'));
    expect(noSources).toMatchObject(spokenBy('ridge-without-sources'));
    expect(historyOnly).toMatchObject(spokenBy('ridge-plain'));
    const said = [full, noWeather, noSources, historyOnly].map((answer) => JSON.stringify(answer));
    expect(new Set(said).size).toBe(4);
  });

  it('refuses ten days of history, and says how many hours it has', async () => {
    const answer = await blendTrainer.train({ ...grid, untilMs: atHour(240) });
    expect(answer).toEqual({
      kind: 'refused',
      reason: '240 known hours of history, at least 672 are needed to learn from',
    });
  });
});
