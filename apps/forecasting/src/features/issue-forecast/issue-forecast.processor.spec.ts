import { HOUR_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import { loadSettings } from '@ecobe/platform';
import { pino } from 'pino';
import { FakeClock, FakeSnapshot } from '../../forecasting.fixture';
import { IssueForecastProcessor } from './issue-forecast.processor';
import { IssueManyUseCase } from './issue-many.use-case';

/** Queues that keep what is added, each job id once. */
class FakeQueues {
  readonly added: string[] = [];

  process(): void {
    // No job runs here.
  }

  queue() {
    return {
      every: () => Promise.resolve(),
      add: (name: string, _payload: unknown, { jobId = `${this.added.length}` }: { jobId?: string } = {}) => {
        if (!this.added.includes(`${name} ${jobId}`)) this.added.push(`${name} ${jobId}`);
        return Promise.resolve();
      },
    };
  }
}

describe('IssueForecastProcessor', () => {
  const queues = new FakeQueues();
  const clock = new FakeClock();
  const issueMany = new IssueManyUseCase(
    { issue: () => Promise.reject(new Error('no job runs here')) },
    new FakeSnapshot(),
  );
  const settings = loadSettings({ LOG_LEVEL: 'silent' });
  const boot = () =>
    new IssueForecastProcessor(
      queues as unknown as JobQueues,
      issueMany,
      { restore: () => Promise.resolve(0) },
      settings,
      clock,
      pino({ level: 'silent' }),
    ).onApplicationBootstrap();

  it('queues one boot round in an hour, however many processes start', async () => {
    await Promise.all([boot(), boot()]);
    clock.atMs += HOUR_MS - 1;
    await boot();
    expect(queues.added).toHaveLength(1);
    clock.atMs += 1;
    await boot();
    expect(queues.added).toEqual([
      'boot boot-2021-11-15T12:00:00.000Z',
      'boot boot-2021-11-15T13:00:00.000Z',
    ]);
  });
});
