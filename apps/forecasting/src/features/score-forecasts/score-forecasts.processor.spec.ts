import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { JobQueues, JobToDo } from '@ecobe/messaging';
import { loadSettings } from '@ecobe/platform';
import { pino } from 'pino';
import { DE, FakeClock } from '../../forecasting.fixture';
import { ScoreForecastsProcessor } from './score-forecasts.processor';
import type { ScoreJob } from './score-forecasts.processor';
import type { ScoreRound } from './score-many.use-case';
import { TruthRecordedController } from './truth-recorded.controller';

/** One queue that keeps what is added and planned, and hands jobs to its processor when told. */
class FakeQueues {
  readonly added: { name: string; payload: ScoreJob; jobId: string | undefined }[] = [];
  readonly planned: Record<string, [everyMs: number, payload: ScoreJob]> = {};
  waiting = 0;
  private handler: (job: JobToDo<ScoreJob>) => Promise<void> = () =>
    Promise.reject(new Error('no processor'));

  process(_name: string, handler: (job: JobToDo<ScoreJob>) => Promise<void>): void {
    this.handler = handler;
  }

  queue() {
    return {
      every: (id: string, everyMs: number, _name: string, payload: ScoreJob) => {
        this.planned[id] = [everyMs, payload];
        return Promise.resolve();
      },
      add: (name: string, payload: ScoreJob, { jobId }: { jobId?: string } = {}) => {
        this.added.push({ name, payload, jobId });
        return Promise.resolve();
      },
      counts: () => Promise.resolve({ waiting: this.waiting }),
    };
  }

  run = (payload: ScoreJob) =>
    this.handler({ name: 'spec', payload, id: '1', attempt: 1, isLastAttempt: true });
}

describe('ScoreForecastsProcessor', () => {
  let queues: FakeQueues;
  let asked: unknown[];
  let round: ScoreRound;
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'debug' },
    { write: (line: string) => void lines.push(JSON.parse(line) as never) },
  );

  beforeEach(() => {
    [queues, asked, round] = [new FakeQueues(), [], { series: 1, days: 1, failed: [] }];
    lines.length = 0;
  });

  const boot = (speed = '1') => {
    const scoreMany = {
      scoreAll: (days: number) => Promise.resolve(void asked.push(['all', days])).then(() => round),
      scoreThese: (ids: readonly string[], days: number) =>
        Promise.resolve(void asked.push([ids, days])).then(() => round),
    };
    const drift = { key: DE, skill: -0.2, mapePercent: 12, seasonalNaiveMapePercent: 10, isDrifting: true };
    const watch = () => Promise.resolve(void asked.push('watch')).then(() => [drift]);
    return new ScoreForecastsProcessor(
      queues as unknown as JobQueues,
      scoreMany,
      { watch },
      loadSettings({ ECOBE_CLOCK_SPEED: speed }),
      new FakeClock(),
      log,
    ).onApplicationBootstrap();
  };

  it('looks every hour at the last days, and once a day and at boot at all of them', async () => {
    await boot();
    expect(queues.planned).toEqual({
      'score-round': [HOUR_MS, { seriesIds: null, days: 8 }],
      'score-all': [DAY_MS, { seriesIds: null, days: 366 }],
    });
    expect(queues.added).toEqual([
      { name: 'boot', payload: { seriesIds: null, days: 366 }, jobId: 'boot-2021-11-15T12:00:00.000Z' },
    ]);
    await boot('7200');
    expect(Object.values(queues.planned).map(([everyMs]) => everyMs)).toEqual([1000, 12_000]);
  });

  it('watches for drift after a round, and warns of what it found', async () => {
    await boot();
    await queues.run({ seriesIds: null, days: 8 });
    await queues.run({ seriesIds: ['DE|average|lifecycle'], days: 8 });
    expect(asked).toEqual([['all', 8], 'watch', [['DE|average|lifecycle'], 8]]);
    const warnings = lines.filter(({ level }) => level === 40);
    expect(warnings).toMatchObject([
      {
        zone: 'DE',
        basis: 'lifecycle',
        skill: -0.2,
        msg: expect.stringContaining('training asked') as unknown,
      },
    ]);
  });

  it('fails the job when a series failed, after all the others, and names it', async () => {
    round = { series: 2, days: 1, failed: [{ seriesId: 'FR|average|direct', error: new Error('away') }] };
    await boot();
    await expect(queues.run({ seriesIds: null, days: 8 })).rejects.toThrow('1 series could not be scored');
    expect(asked).toContain('watch');
    expect(lines.find(({ msg }) => msg === 'scoring failed')).toMatchObject({
      seriesId: 'FR|average|direct',
    });
  });

  it('takes new observations for a job, unless so many wait that a round does as well', async () => {
    const controller = new TruthRecordedController(queues as unknown as JobQueues);
    const seriesIds = ['DE|average|lifecycle'];
    await controller.hear({ seriesIds });
    expect(queues.added).toEqual([{ name: 'observed', payload: { seriesIds, days: 8 }, jobId: undefined }]);
    queues.waiting = 20;
    await controller.hear({ seriesIds });
    expect(queues.added).toHaveLength(1);
  });
});
