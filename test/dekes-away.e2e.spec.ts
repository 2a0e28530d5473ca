import { openDekesAway } from './support/chaos/dekes-away';
import type { DekesAway } from './support/chaos/dekes-away';

jest.setTimeout(420_000);

/** The long one, with answers that are wrong and processes that die, is `npm run chaos:dekes`. */
describe('a DEKES that cannot be reached for an hour', () => {
  let away: DekesAway;
  beforeAll(async () => {
    away = await openDekesAway();
  });
  afterAll(() => away.stop());

  it('hears of every run once it is there, each under one key, although the suite was killed meanwhile', async () => {
    const { standin, queryIds } = away;
    const keys = await away.runAll();
    expect(await away.hourOf(/cannot be reached \(ECONNREFUSED\)/)).toEqual(new Set(['waiting']));
    await standin.start();
    await away.killAndStart();
    expect(await away.untilAllAreThrough()).toHaveLength(keys.length);
    expect(standin.seen.reports.map(({ queryId }) => queryId).sort()).toEqual(queryIds);
    expect(await away.messages()).toEqual({ keys, owedCount: 0 });
  });
});
