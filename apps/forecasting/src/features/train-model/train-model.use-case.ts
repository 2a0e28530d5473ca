import { parseSeriesId, startOfHour } from '@ecobe/carbon';
import type { Clock, SeriesKey } from '@ecobe/carbon';
import type { GridHoursReader } from '../../ports/grid-hours-reader';
import type { HistoryReader } from '../../ports/history-reader';
import type { ModelRegistry } from '../../ports/model-registry';
import type { Training, TrainingLog } from '../../ports/training-log';
import type { CurrentModel, TrainingOutcome, TrainingRunner } from '../../ports/training-runner';
import type { SeriesKind, TrainedModel } from '../../ports/trained-model';
import { KeptProgress } from './kept-progress';
import { readTrainingData } from './read-training-data';
import type { TrainJob } from './train-queue';

/** Whose models are trained without being asked: `auto` those of real series, `all` also simulated ones, `off` none. */
export type TrainingMode = 'auto' | 'off' | 'all';

export interface TrainingPorts {
  readonly history: HistoryReader;
  readonly gridHours: GridHoursReader;
  readonly runner: TrainingRunner;
  readonly registry: ModelRegistry;
  readonly log: TrainingLog;
  readonly clock: Clock;
}

/** Trains a series: reads what is known of it, learns in a thread, and lets the better model serve. */
export class TrainModelUseCase {
  constructor(
    private readonly ports: TrainingPorts,
    private readonly mode: TrainingMode,
  ) {}

  /**
   * @param isTriedAgain asked after a fault: whether it is tried again, so that whoever follows it goes on waiting
   * @returns what came of it; a refusal is a result.
   * @throws Error where it could not be tried to the end.
   */
  async train({ seriesId: id, reason }: TrainJob, isTriedAgain = () => false): Promise<Training> {
    const key = parseSeriesId(id);
    const started: Training = {
      ...key,
      reason,
      state: 'running',
      startedAtMs: this.ports.clock.nowMs(),
      endedAtMs: null,
      shareDone: 0,
      knownHours: null,
      detail: null,
    };
    await this.ports.log.save(started);
    try {
      return await this.end(await this.tryTraining(started));
    } catch (error) {
      const detail = (error as Error).message;
      if (isTriedAgain())
        await this.ports.log.save({ ...started, detail: `${detail}; it is tried again soon` });
      else await this.end({ ...started, state: 'failed', detail });
      throw error;
    }
  }

  private async end(training: Training): Promise<Training> {
    const ended = { ...training, endedAtMs: this.ports.clock.nowMs() };
    await this.ports.log.save(ended);
    return ended;
  }

  private async tryTraining(started: Training): Promise<Training> {
    if (this.mode === 'off' && started.reason !== 'asked') {
      return { ...started, state: 'refused', detail: 'training is off, except where asked (ECOBE_TRAINING)' };
    }
    const untilMs = startOfHour(started.startedAtMs);
    const data = await readTrainingData(this.ports, started, untilMs);
    const refused = (detail: string): Training => ({ ...running, state: 'refused', detail });
    const running = { ...started, knownHours: data?.knownHours ?? 0 };
    if (data === null) return refused('no hour of history is known');
    if (data.kind === 'simulated' && started.reason !== 'asked' && this.mode !== 'all') {
      return refused('its history is simulated; such series are trained only when asked');
    }
    const serving = await this.ports.registry.serving(started);
    const current = await this.comparable(serving, data.kind, untilMs);
    const progress = new KeptProgress(this.ports.log, running);
    const outcome = await this.ports.runner
      .run({ grid: data.grid, untilMs, current }, (share) => {
        progress.tell(share);
      })
      .finally(() => progress.settled());
    if (outcome.kind === 'refused') return refused(outcome.reason);
    const model = await this.register(running, data.kind, outcome, serving);
    return {
      ...running,
      shareDone: 1,
      state: model.status === 'serving' ? 'promoted' : 'rejected',
      detail: `model ${model.id} (${model.trainer}) ${model.statusReason}`,
    };
  }

  /** The serving model, if it can be judged on this history: of the same kind, and not of a later time. */
  private async comparable(
    serving: TrainedModel | null,
    kind: SeriesKind,
    untilMs: number,
  ): Promise<CurrentModel | null> {
    if (serving === null || serving.kind !== kind || serving.spanUntilMs > untilMs) return null;
    const { registry } = this.ports;
    const [fit, days] = await Promise.all([registry.fitOf(serving.id), registry.daysOf(serving.id)]);
    return fit === null ? null : { fit, days, spanUntilMs: serving.spanUntilMs };
  }

  private register(
    { zone, signal, basis, reason, startedAtMs }: Training,
    kind: SeriesKind,
    outcome: Extract<TrainingOutcome, { kind: 'judged' }>,
    judgedAgainst: TrainedModel | null,
  ): Promise<TrainedModel> {
    const judgedAgainstId = judgedAgainst?.id ?? null;
    const { kind: _judged, ...learnt } = outcome;
    const isOtherKind = judgedAgainst !== null && judgedAgainst.kind !== kind;
    const series: SeriesKey = { zone, signal, basis };
    return this.ports.registry.register({
      ...series,
      ...learnt,
      kind,
      reason,
      trainedAtMs: startedAtMs,
      judgedAgainstId,
      ...(isOtherKind && {
        currentFault: `was trained on ${judgedAgainst.kind} history, the series is ${kind} now`,
      }),
    });
  }
}
