import { HOUR_MS, startOfHour, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { JobQueues, JobToDo } from '@ecobe/messaging';
import type { Log, Settings } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { RestoreSnapshotUseCase } from '../restore-snapshot/restore-snapshot.use-case';
import type { IssueManyUseCase, IssueRound } from './issue-many.use-case';

const ISSUE_QUEUE = 'forecasting-issue';

/** Null: all series. */
export interface IssueJob {
  seriesIds: string[] | null;
}

const ATTEMPTS = 4;
const BACKOFF_MS = 2_000;

/** Has the forecast of a series issued anew, for instance because another model serves it. */
export async function queueIssue(queues: Pick<JobQueues, 'queue'>, ...seriesIds: string[]): Promise<void> {
  const options = { attempts: ATTEMPTS, backoffMs: BACKOFF_MS };
  await queues.queue<IssueJob>(ISSUE_QUEUE).add('changed', { seriesIds }, options);
}

/** A round that finds all forecasts up to date costs little, so it comes four times an hour. */
const ROUNDS_PER_HOUR = 4;
const MIN_ROUND_MS = 1_000;

/** Real milliseconds from one round to the next, at the speed of the suite's clock. */
export const roundMs = ({ ECOBE_CLOCK_SPEED }: Pick<Settings, 'ECOBE_CLOCK_SPEED'>): number =>
  Math.max(MIN_ROUND_MS, Math.round(HOUR_MS / ROUNDS_PER_HOUR / ECOBE_CLOCK_SPEED));

/** The same for all processes that start in the same hour of the suite's clock. */
const bootJobId = (nowMs: number): string => `boot-${toIso(startOfHour(nowMs))}`;

/** Runs the issue of forecasts as jobs: at boot, in regular rounds, and when observations arrived. */
export class IssueForecastProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly issueMany: IssueManyUseCase,
    private readonly restoreSnapshot: Pick<RestoreSnapshotUseCase, 'restore'>,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const restored = await this.restoreSnapshot.restore();
    this.log.info({ restored }, 'forecasts restored');
    this.queues.process<IssueJob>(ISSUE_QUEUE, (job) => this.run(job));
    const queue = this.queues.queue<IssueJob>(ISSUE_QUEUE);
    await queue.every('issue-round', roundMs(this.settings), 'round', { seriesIds: null });
    // One boot round in an hour is enough for all replicas, and for a process that is started again and again.
    await queue.add('boot', { seriesIds: null }, { jobId: bootJobId(this.clock.nowMs()) });
  }

  private async run({ payload }: JobToDo<IssueJob>): Promise<void> {
    const round = await (payload.seriesIds === null
      ? this.issueMany.issueAll()
      : this.issueMany.issueThese(payload.seriesIds));
    this.report(round);
    if (round.failed.length > 0) throw new Error(`${round.failed.length} series could not be forecast`);
  }

  private report({ issued, kept, refused, failed }: IssueRound): void {
    if (issued > 0) this.log.info({ issued, kept, refused: refused.length }, 'forecasts issued');
    if (refused.length > 0) this.log.debug({ refused }, 'series without a forecast');
    for (const { seriesId, error } of failed) this.log.warn({ seriesId, err: error }, 'forecast failed');
  }
}
