import { BASES, seriesId, startOfHour } from '@ecobe/carbon';
import type { Clock, SeriesKey } from '@ecobe/carbon';
import type { GridSnapshotReader } from '@ecobe/contracts';
import type { HistoryReader } from '../../ports/history-reader';
import type { ModelRegistry } from '../../ports/model-registry';
import type { TrainingLog } from '../../ports/training-log';
import type { TrainedModel } from '../../ports/trained-model';
import { dueReason, hasMuchMore } from './due-training';
import { readHistory } from './read-training-data';
import type { TrainingMode } from './train-model.use-case';
import type { TrainJob } from './train-queue';

export interface QueueTrainingsPorts {
  readonly snapshot: GridSnapshotReader;
  readonly history: HistoryReader;
  readonly registry: Pick<ModelRegistry, 'servingOfEach'>;
  readonly log: TrainingLog;
  readonly clock: Clock;
  readonly queue: (job: TrainJob) => Promise<void>;
}

export interface QueueTrainingsOptions {
  readonly mode: TrainingMode;
  /** Trainers of this version; a fit of any other cannot be opened. */
  readonly trainers: readonly string[];
}

/** Finds the series that are due for training, and queues each. */
export class QueueTrainingsUseCase {
  constructor(
    private readonly ports: QueueTrainingsPorts,
    private readonly options: QueueTrainingsOptions,
  ) {}

  /** All series that ingestion has a value of, by their time. */
  async queueDue(): Promise<TrainJob[]> {
    if (this.options.mode === 'off') return [];
    const { snapshot, log, registry, clock } = this.ports;
    const nowMs = clock.nowMs();
    const newest = new Map((await log.newestOfEach()).map((training) => [seriesId(training), training]));
    const serving = new Map((await registry.servingOfEach()).map((model) => [seriesId(model), model]));
    const due = snapshot.seriesIds().flatMap((id): TrainJob[] => {
      const current = snapshot.current(id);
      if (current === undefined || !this.isWanted(current.quality === 'simulated')) return [];
      const model = serving.get(id);
      const isStuck = this.isStuck(model, nowMs);
      const isOtherKind =
        model !== undefined && (current.quality === 'simulated') !== (model.kind === 'simulated');
      const series = { seriesId: id, newest: newest.get(id) ?? null, isStuck, isOtherKind };
      const reason = dueReason(series, nowMs);
      return reason === null ? [] : [{ seriesId: id, reason }];
    });
    return this.queueAll(due);
  }

  /** The series of a zone into which history was imported, where it brought much. */
  async queueImported(zone: string): Promise<TrainJob[]> {
    if (this.options.mode === 'off') return [];
    const due: TrainJob[] = [];
    for (const basis of BASES) {
      const job = await this.importedJob({ zone, signal: 'average', basis });
      if (job !== null) due.push(job);
    }
    return this.queueAll(due);
  }

  private async importedJob(key: SeriesKey): Promise<TrainJob | null> {
    const { history, log, clock } = this.ports;
    const read = await readHistory(history, key, startOfHour(clock.nowMs()));
    if (read === null || !this.isWanted(read.kind === 'simulated')) return null;
    const newest = await log.newest(key);
    if (!hasMuchMore(newest, read.knownHours)) return null;
    const hasModel = newest?.state === 'promoted' || newest?.state === 'rejected';
    return { seriesId: seriesId(key), reason: hasModel ? 'scheduled' : 'first' };
  }

  private isWanted(isSimulated: boolean): boolean {
    return !isSimulated || this.options.mode === 'all';
  }

  private isStuck(model: TrainedModel | undefined, nowMs: number): boolean {
    return (
      model !== undefined && (!this.options.trainers.includes(model.trainer) || model.spanUntilMs > nowMs)
    );
  }

  private async queueAll(jobs: TrainJob[]): Promise<TrainJob[]> {
    for (const job of jobs) await this.ports.queue(job);
    return jobs;
  }
}
