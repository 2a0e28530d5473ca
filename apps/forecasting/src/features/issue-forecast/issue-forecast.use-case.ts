import { HOUR_MS, seriesId, startOfHour, toIso } from '@ecobe/carbon';
import type { Clock, SeriesKey } from '@ecobe/carbon';
import type { GridSnapshotReader, GridSnapshotWriter, SeriesResponse } from '@ecobe/contracts';
import { SERVING_HISTORY_HOURS } from '@ecobe/forecast';
import type { HistoryReader } from '../../ports/history-reader';
import type { ModelRegistry } from '../../ports/model-registry';
import { snapshotOf } from '../../ports/issued-forecast';
import type { IssuedForecast } from '../../ports/issued-forecast';
import type { ForecastStore } from '../../ports/forecast-store';
import type { ForecastMaker, ForecastOrder, MadeForecast, TrainedInputs } from '../../ports/forecast-maker';
import { makeForecast, summarise } from './make-forecast';
import { InputsAwayError } from './trained-inputs';
import type { TrainedInputsReader } from './trained-inputs';

/** What the profile is made from: its week and three weeks of its own errors. A trained model looks further back. */
const HISTORY_HOURS = 28 * 24;
/** So many more known hours change a forecast: a backfill arrived. */
const MATERIAL_HOURS = 24;

export type IssueOutcome =
  | { kind: 'issued' | 'kept'; forecast: IssuedForecast }
  | { kind: 'refused'; knownHours: number; reason: string };

export interface IssueOptions {
  /**
   * Whether a simpler forecast is issued where something was away that the trained model needs; else that is an error,
   * to be tried again. True unless told.
   */
  readonly mayDegrade?: boolean;
}

interface UnderWay {
  readonly issuing: Promise<IssueOutcome>;
  readonly mayDegrade: boolean;
}

/** Issues a forecast: reads the history, predicts, stores what was said, publishes it. */
export class IssueForecastUseCase {
  private readonly underWay = new Map<string, UnderWay>();

  constructor(
    private readonly history: HistoryReader,
    private readonly store: ForecastStore,
    private readonly snapshot: GridSnapshotReader & GridSnapshotWriter,
    private readonly clock: Clock,
    private readonly registry: Pick<ModelRegistry, 'serving'>,
    private readonly trainedInputs: Pick<TrainedInputsReader, 'read'>,
    private readonly maker: ForecastMaker,
  ) {}

  /**
   * At most one forecast per series and hour, unless the history changed materially since, or inputs came that the
   * newest one lacked. Callers at the same time share one answer.
   * @throws InputsAwayError where it may not degrade and would have to
   */
  issue(key: SeriesKey, { mayDegrade = true }: IssueOptions = {}): Promise<IssueOutcome> {
    const id = seriesId(key);
    const running = this.underWay.get(id);
    if (running !== undefined) {
      const isStricter = mayDegrade && !running.mayDegrade;
      return isStricter ? running.issuing.catch(() => this.issue(key)) : running.issuing;
    }
    const issuing = this.issueNow(key, mayDegrade).finally(() => this.underWay.delete(id));
    this.underWay.set(id, { issuing, mayDegrade });
    return issuing;
  }

  private async issueNow(key: SeriesKey, mayDegrade: boolean): Promise<IssueOutcome> {
    const nowMs = this.clock.nowMs();
    const [newest, serving] = await Promise.all([this.store.newest(key, nowMs), this.registry.serving(key)]);
    const previous = newest?.modelId === (serving?.id ?? null) ? newest : null;
    const isWhole = previous === null || !isDegraded(previous);
    if (previous !== null && isWhole && !this.mayHaveChanged(previous, nowMs)) return this.keep(previous);
    const endMs = startOfHour(nowMs);
    const historyHours = serving === null ? HISTORY_HOURS : SERVING_HISTORY_HOURS;
    const series = await this.history.read(key, { startMs: endMs - historyHours * HOUR_MS, endMs });
    const isNew = previous === null || hasNews(previous, series, nowMs);
    if (!isNew && isWhole) return this.keep(previous);
    const trained =
      serving === null ? null : await this.trainedInputs.read(serving, series, nowMs, mayDegrade);
    const made = await this.make({ series, nowMs, trained }, mayDegrade);
    if (made.kind === 'refused') return made;
    if (!isNew && isSpokenAlike(previous, made.forecast)) return this.keep(previous);
    await this.store.save(made.forecast);
    await this.snapshot.putForecasts([snapshotOf(made.forecast)]);
    return { kind: 'issued', forecast: made.forecast };
  }

  /** Where the work fails that asks a trained model, the simple models speak: they take a moment, here. */
  private async make(order: ForecastOrder, mayDegrade: boolean): Promise<MadeForecast> {
    try {
      return await this.maker.make(order);
    } catch (error) {
      const reason = `it could not be asked (${(error as Error).message})`;
      if (!mayDegrade) throw new InputsAwayError(reason, { cause: error });
      return makeForecast({ ...order, trained: unasked(order.trained, reason) }, null);
    }
  }

  /** A forecast that is stored but not published (Redis was away, or lost its data) is published now. */
  private async keep(forecast: IssuedForecast): Promise<IssueOutcome> {
    const published = this.snapshot.forecast(seriesId(forecast));
    if (published?.issuedAt !== toIso(forecast.issuedAtMs)) {
      await this.snapshot.putForecasts([snapshotOf(forecast)]);
    }
    return { kind: 'kept', forecast };
  }

  /** Whether reading the history could bring news; spares most questions to ingestion. */
  private mayHaveChanged(previous: IssuedForecast, nowMs: number): boolean {
    const current = this.snapshot.current(seriesId(previous));
    if (current === undefined || previous.knownHours <= HISTORY_HOURS - MATERIAL_HOURS) return true;
    const newestHourMs = Math.min(startOfHour(Date.parse(current.validAt)), startOfHour(nowMs) - HOUR_MS);
    return (
      previous.startMs !== startOfHour(nowMs) ||
      newestHourMs > previous.lastObservedAtMs ||
      !previous.source.split(' + ').includes(current.source)
    );
  }
}

const unasked = (trained: TrainedInputs | null, reason: string): TrainedInputs | null =>
  trained && { ...trained, parts: null, skipped: [{ model: trained.serving.trainer, reason }] };

/** Whether the model that serves did not speak, or not with all that it learnt from: what it lacked may come. */
const isDegraded = ({ modelId, skipped }: IssuedForecast): boolean => modelId !== null && skipped.length > 0;

/** Whether two forecasts were made in the same way, and passed over the same models. */
const isSpokenAlike = (a: IssuedForecast, b: IssuedForecast): boolean =>
  [a, b]
    .map(({ model, skipped }) => [model, ...skipped.map((one) => one.model)].join())
    .every((spoken, _, [first]) => spoken === first);

const hasNews = (previous: IssuedForecast, series: SeriesResponse, nowMs: number): boolean => {
  const { knownHours, lastObservedAtMs } = summarise(series, nowMs);
  return (
    previous.startMs !== startOfHour(nowMs) ||
    previous.source !== series.source ||
    (lastObservedAtMs ?? 0) > previous.lastObservedAtMs ||
    knownHours >= previous.knownHours + MATERIAL_HOURS
  );
};
