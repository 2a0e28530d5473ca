import { HOUR_MS, startOfHour, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { JobPostponedError } from '@ecobe/messaging';
import type { JobQueues, JobToDo } from '@ecobe/messaging';
import type { Log, Settings } from '@ecobe/platform';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { queueIssue } from '../issue-forecast/issue-forecast.processor';
import type { QueueTrainingsUseCase } from './queue-trainings.use-case';
import type { TrainModelUseCase } from './train-model.use-case';
import { TRAIN_QUEUE } from './train-queue';
import type { TrainJob } from './train-queue';

export const TRAIN_ROUND_QUEUE = 'forecasting-train-round';

/** Null: all series; a zone: those of a zone into which history was imported. */
export interface TrainRoundJob {
  importedZone: string | null;
}

/** After the end of this process: another replica, or the next start, takes it up. */
const POSTPONED_MS = 1_000;
const MIN_ROUND_MS = 5_000;
/** What a start has to do comes before what can wait for days. */
const BOOT_DELAY_MS = 15_000;

/** Real milliseconds from one look for series that are due to the next: an hour of the suite's clock. */
const roundMs = ({ ECOBE_CLOCK_SPEED }: Pick<Settings, 'ECOBE_CLOCK_SPEED'>): number =>
  Math.max(MIN_ROUND_MS, Math.round(HOUR_MS / ECOBE_CLOCK_SPEED));

/** Runs trainings as jobs, one at a time in a process, and looks for series that are due. */
export class TrainModelProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private isEnding = false;

  constructor(
    private readonly queues: JobQueues,
    private readonly trainModel: Pick<TrainModelUseCase, 'train'>,
    private readonly queueTrainings: Pick<QueueTrainingsUseCase, 'queueDue' | 'queueImported'>,
    private readonly thread: { close(): Promise<void> },
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process<TrainJob>(TRAIN_QUEUE, (job) => this.train(job), { concurrency: 1 });
    this.queues.process<TrainRoundJob>(TRAIN_ROUND_QUEUE, (job) => this.queueRound(job));
    const rounds = this.queues.queue<TrainRoundJob>(TRAIN_ROUND_QUEUE);
    await rounds.every('train-round', roundMs(this.settings), 'round', { importedZone: null });
    const jobId = `boot-${toIso(startOfHour(this.clock.nowMs()))}`;
    await rounds.add('boot', { importedZone: null }, { jobId, delayMs: BOOT_DELAY_MS });
  }

  /**
   * A training that runs is ended; its job goes on here after the restart, or in another replica, and has lost none of
   * its attempts.
   */
  async onModuleDestroy(): Promise<void> {
    this.isEnding = true;
    await this.queues.stopTaking(TRAIN_QUEUE);
    await this.thread.close();
  }

  private async train(job: JobToDo<TrainJob>): Promise<void> {
    if (this.isEnding) throw new JobPostponedError(POSTPONED_MS, 'the process is ending');
    try {
      await this.trainNow(job);
    } catch (error) {
      if (!this.isEnding) throw error;
      throw new JobPostponedError(POSTPONED_MS, (error as Error).message);
    }
  }

  private async trainNow({ payload, isLastAttempt }: JobToDo<TrainJob>): Promise<void> {
    const isTriedAgain = () => this.isEnding || !isLastAttempt;
    const { state, detail } = await this.trainModel.train(payload, isTriedAgain);
    this.log.info({ ...payload, state, detail }, 'training ended');
    // Where the candidate lost, the model that served may have been taken out all the same.
    if (state === 'promoted' || state === 'rejected') await queueIssue(this.queues, payload.seriesId);
  }

  private async queueRound({ payload: { importedZone } }: JobToDo<TrainRoundJob>): Promise<void> {
    const queued = await (importedZone === null
      ? this.queueTrainings.queueDue()
      : this.queueTrainings.queueImported(importedZone));
    if (queued.length > 0) this.log.info({ series: queued.length, importedZone }, 'trainings queued');
  }
}
