import { seriesId } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import { DE, FakeSnapshot, NOON_MS, currentOf, issuedForecast } from '../../forecasting.fixture';
import { roundMs } from './issue-forecast.processor';
import type { IssueOptions, IssueOutcome } from './issue-forecast.use-case';
import { IssueManyUseCase } from './issue-many.use-case';
import { InputsAwayError } from './trained-inputs';

const ofZone = (zone: string): SeriesKey => ({ ...DE, zone });

describe('IssueManyUseCase', () => {
  const asked: string[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const issueForecast = {
    async issue(key: SeriesKey): Promise<IssueOutcome> {
      asked.push(key.zone);
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      if (key.zone === 'FR') throw new Error('ingestion is away');
      if (key.zone === 'NL') return { kind: 'refused', knownHours: 2, reason: 'too short' };
      return { kind: key.zone === 'ES' ? 'kept' : 'issued', forecast: issuedForecast(NOON_MS) };
    },
  };

  beforeEach(() => {
    asked.length = 0;
  });

  it('goes on after a failure and tells of each', async () => {
    const ids = ['DE', 'FR', 'NL', 'ES', 'DE'].map((zone) => seriesId(ofZone(zone)));
    const round = await new IssueManyUseCase(issueForecast, new FakeSnapshot()).issueThese(ids);
    expect(asked).toEqual(['DE', 'FR', 'NL', 'ES']);
    expect(round).toMatchObject({ issued: 1, kept: 1 });
    expect(round.refused).toEqual([{ seriesId: 'NL|average|lifecycle', reason: 'too short' }]);
    expect(round.failed.map((failure) => failure.seriesId)).toEqual(['FR|average|lifecycle']);
  });

  it('takes every series that has a value, a few at a time', async () => {
    const snapshot = new FakeSnapshot();
    const zones = Array.from({ length: 20 }, (_, i) => `Z${i}`);
    await snapshot.putCurrent(zones.map((zone) => currentOf(ofZone(zone), NOON_MS)));
    snapshot.forecasts.set('OLD|average|lifecycle', { ...currentOf(DE, NOON_MS), ...oldForecast });
    const round = await new IssueManyUseCase(issueForecast, snapshot).issueAll();
    expect(round.issued).toBe(20);
    expect(asked).toEqual(zones);
    expect(mostAtOnce).toBe(4);
  });
});

describe('IssueManyUseCase where something is away', () => {
  /** What a series of the first zone lacks at its first so many tries. */
  const roundWith = async (faultyTries: number) => {
    const tried: string[] = [];
    const issue = (key: SeriesKey, { mayDegrade }: IssueOptions = {}): Promise<IssueOutcome> => {
      tried.push(`${key.zone} ${mayDegrade === true ? 'degraded at worst' : 'whole'}`);
      const tries = tried.filter((one) => one.startsWith(key.zone)).length;
      if (key.zone === 'DE' && tries <= faultyTries && mayDegrade !== true)
        return Promise.reject(new InputsAwayError('ingestion is away'));
      return Promise.resolve({ kind: 'issued', forecast: issuedForecast(NOON_MS) });
    };
    const ids = ['DE', 'FR'].map((zone) => seriesId(ofZone(zone)));
    const round = await new IssueManyUseCase({ issue }, new FakeSnapshot(), 1).issueThese(ids);
    return { tried, round };
  };

  it('tries a series once more after the others, and only then with less', async () => {
    const { tried, round } = await roundWith(1);
    expect(tried).toEqual(['DE whole', 'FR whole', 'DE degraded at worst']);
    expect(round).toMatchObject({ issued: 2, failed: [] });
  });

  it('does not try again what went well', async () => {
    expect((await roundWith(0)).tried).toEqual(['DE whole', 'FR whole']);
  });
});

const oldForecast = { issuedAt: '', model: '', startAt: '', values: [], p10: [], p90: [] };

describe('roundMs', () => {
  it('follows the speed of the clock, down to a second', () => {
    expect(roundMs({ ECOBE_CLOCK_SPEED: 1 })).toBe(900_000);
    expect(roundMs({ ECOBE_CLOCK_SPEED: 60 })).toBe(15_000);
    expect(roundMs({ ECOBE_CLOCK_SPEED: 100_000 })).toBe(1_000);
  });
});
