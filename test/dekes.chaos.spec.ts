import { openDekesAway } from './support/chaos/dekes-away';
import type { DekesAway } from './support/chaos/dekes-away';

jest.setTimeout(420_000);

describe('a DEKES that is away for hours', () => {
  let away: DekesAway;
  beforeAll(async () => {
    away = await openDekesAway();
  });
  afterAll(() => away.stop());

  it('hears of every run once it is back, each under one key, whatever it did meanwhile', async () => {
    const { standin, queryIds } = away;
    const waiting = new Set(['waiting']);
    const keys = await away.runAll();
    expect(await away.hourOf(/cannot be reached \(ECONNREFUSED\)/)).toEqual(waiting);
    standin.fail({ mode: 'status', status: 500 });
    await standin.start();
    await away.killAndStart();
    expect(await away.hourOf(/answered 500/)).toEqual(waiting);
    standin.fail({ mode: 'garbage' });
    await away.killAndStart();
    expect(await away.hourOf(/something else than documented/)).toEqual(waiting);
    expect([standin.seen.calls > 0, standin.seen.reports]).toEqual([true, []]);

    standin.fail(null);
    await away.killAndStart();
    expect(await away.untilAllAreThrough()).toHaveLength(keys.length);
    expect(standin.seen.reports.map(({ queryId }) => queryId).sort()).toEqual(queryIds);
    expect(await away.messages()).toEqual({ keys, owedCount: 0 });
  });
});
