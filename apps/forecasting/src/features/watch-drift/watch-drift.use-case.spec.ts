import { DAY_MS } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import { NO_HOURS } from '@ecobe/forecast';
import type { Log } from '@ecobe/platform';
import { Registry } from 'prom-client';
import { DE, FakeClock } from '../../forecasting.fixture';
import type { FirstDayScore } from '../../ports/score-store';
import { FakeDriftLog } from '../../scoring.fixture';
import { DriftMetrics } from './drift.metrics';
import { driftProbe } from './drift.probe';
import { DriftReading } from './drift-reading';
import { WatchDriftUseCase } from './watch-drift.use-case';

const TODAY = Date.UTC(2021, 10, 15);
const FR = { ...DE, zone: 'FR' };

describe('WatchDriftUseCase', () => {
  let scores: FirstDayScore[];
  let log: FakeDriftLog;
  let asked: string[];
  let clock: FakeClock;
  let watcher: WatchDriftUseCase;

  beforeEach(() => {
    [scores, asked] = [[], []];
    log = new FakeDriftLog();
    clock = new FakeClock(TODAY + 3_600_000);
    const store = {
      firstDays: ({ startMs, endMs }: { startMs: number; endMs: number }) =>
        Promise.resolve(scores.filter(({ dayMs }) => dayMs >= startMs && dayMs < endMs)),
    };
    const ask = (id: string) => Promise.resolve(void asked.push(id));
    watcher = new WatchDriftUseCase(store, log, ask, clock);
  });

  /** Days before today with the MAPE of the forecasts, %, beside 10 % of the naive. */
  const told = (mapes: Record<number, number>, key: SeriesKey = DE, hourCount = 576) => {
    for (const [daysBack, mape] of Object.entries(mapes)) {
      const relativeErrorSum = (mape / 100) * hourCount;
      const sums = { ...NO_HOURS, hourCount, relativeErrorSum, naiveRelativeErrorSum: 0.1 * hourCount };
      scores.push({ key, dayMs: TODAY - Number(daysBack) * DAY_MS, sums });
    }
  };

  it('asks for training after three days that were worse than the seasonal naive', async () => {
    told({ 3: 11, 2: 12, 1: 13 });
    told({ 3: 9, 2: 12, 1: 13 }, FR);
    const [drift, ...others] = await watcher.watch();
    expect(others).toEqual([]);
    expect(drift).toMatchObject({ key: DE, mapePercent: expect.closeTo(12, 6) as unknown, isDrifting: true });
    expect(drift?.skill).toBeCloseTo(-0.2, 6);
    expect(asked).toEqual(['DE|average|lifecycle']);
    expect((await watcher.read()).map(({ key, isDrifting }) => [key.zone, isDrifting])).toEqual([
      ['DE', true],
      ['FR', false],
    ]);
  });

  it('asks at most once a day', async () => {
    told({ 3: 11, 2: 12, 1: 13, 0: 14 });
    await watcher.watch();
    expect(await watcher.watch()).toEqual([]);
    expect(asked).toHaveLength(1);
    clock.atMs += DAY_MS;
    expect(await watcher.watch()).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  it.each<[string, Record<number, number>, number]>([
    ['two days', { 2: 20, 1: 20 }, 576],
    ['three days with one missing between', { 4: 20, 2: 20, 1: 20 }, 576],
    ['three days that are long over', { 5: 20, 4: 20, 3: 20 }, 576],
    ['days with too few hours', { 3: 20, 2: 20, 1: 20 }, 287],
  ])('says nothing from %s', async (_what, mapes, hourCount) => {
    told(mapes, DE, hourCount);
    expect(await watcher.read()).toEqual([]);
    expect(await watcher.watch()).toEqual([]);
  });

  it('waits a day for truths that come late, but does not take the running day for one', async () => {
    told({ 4: 20, 3: 20, 2: 20, 1: 5, 0: 1 });
    const yesterday = scores.find(({ dayMs }) => dayMs === TODAY - DAY_MS);
    if (yesterday !== undefined) Object.assign(yesterday, { sums: { ...yesterday.sums, hourCount: 100 } });
    expect(await watcher.read()).toMatchObject([{ isDrifting: true }]);
  });

  it('does not take a model that is the baseline itself for a bad one', async () => {
    told({ 3: 10.0001, 2: 10.0002, 1: 10.0001 });
    expect(await watcher.read()).toMatchObject([{ isDrifting: false }]);
  });

  it('is not told of when the queue is away, and asks again', async () => {
    told({ 3: 11, 2: 12, 1: 13 });
    const store = { firstDays: () => Promise.resolve(scores) };
    const away = new WatchDriftUseCase(store, log, () => Promise.reject(new Error('away')), clock);
    await expect(away.watch()).rejects.toThrow('away');
    expect(await watcher.watch()).toHaveLength(1);
  });

  describe('as metric and health note', () => {
    const warned: unknown[] = [];
    const logger = { warn: (fields: unknown) => warned.push(fields) } as unknown as Log;

    it('tells the skill of every series, and which drift', async () => {
      told({ 3: 11, 2: 12, 1: 13 });
      told({ 3: 5, 2: 5, 1: 5 }, { ...FR, basis: 'direct' });
      const [metrics, reading] = [new Registry(), new DriftReading(watcher)];
      expect(new DriftMetrics(metrics, reading, logger)).toBeDefined();
      const lines = (await metrics.metrics()).split('\n').filter((line) => line.startsWith('ecobe_'));
      expect(lines.map((line) => line.replace(/(\.\d{4})\d+/, '$1'))).toEqual([
        expect.stringMatching(/^ecobe_forecast_skill\{zone="DE",basis="lifecycle"\} -0\.(2|1999|2000)$/),
        'ecobe_forecast_skill{zone="FR",basis="direct"} 0.5',
        'ecobe_forecast_drifting{zone="DE",basis="lifecycle"} 1',
        'ecobe_forecast_drifting{zone="FR",basis="direct"} 0',
      ]);
      expect(await driftProbe(reading)).toEqual({
        ...{ status: 'ok', judged: 2, drifting: 1 },
        detail: 'worse than the seasonal naive for three days: DE (lifecycle)',
      });
    });

    it('tells nothing while the scores cannot be read, and again when they can', async () => {
      const fault = new Error('no database');
      let isAway = true;
      const reading = new DriftReading({
        read: () => (isAway ? Promise.reject(fault) : watcher.read()),
      });
      const metrics = new Registry();
      expect(new DriftMetrics(metrics, reading, logger)).toBeDefined();
      expect(await metrics.metrics()).not.toContain('ecobe_forecast_skill{');
      expect(warned).toContainEqual({ err: fault });
      await expect(driftProbe(reading)).rejects.toThrow(fault);
      isAway = false;
      told({ 3: 5, 2: 5, 1: 5 });
      expect(await metrics.metrics()).toContain('ecobe_forecast_skill{zone="DE",basis="lifecycle"} 0.5');
    });
  });
});
