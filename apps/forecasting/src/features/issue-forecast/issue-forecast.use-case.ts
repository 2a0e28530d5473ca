import { HOUR_MS, seriesId, startOfHour, toIso } from '@ecobe/carbon';
import type { Clock, SeriesKey } from '@ecobe/carbon';
import type { GridSnapshotReader, GridSnapshotWriter, SeriesResponse } from '@ecobe/contracts';
import { SERVING_HISTORY_HOURS } from '@ecobe/forecast';
import type { ForecastStore } from '../../ports/forecast-store';
import type { HistoryReader } from '../../ports/history-reader';
import type { ModelRegistry } from '../../ports/model-registry';
import { snapshotOf } from '../../ports/issued-forecast';
import type { IssuedForecast } from '../../ports/issued-forecast';
import { makeForecast, summarise } from './make-forecast';
import type { TrainedInputsReader } from './trained-inputs';

/** What the profile is made from: its week and three weeks of its own errors. A trained model looks further back. */
const HISTORY_HOURS = 28 * 24;
/** So many more known hours change a forecast: a backfill arrived. */
const MATERIAL_HOURS = 24;

export type IssueOutcome =
  | { kind: 'issued' | 'kept'; forecast: IssuedForecast }
  | { kind: 'refused'; knownHours: number; reason: string };

/** Issues a forecast: reads the history, predicts, stores what was said, publishes it. */
export class IssueForecastUseCase {
  private readonly underWay = new Map<string, Promise<IssueOutcome>>();

  constructor(
    private readonly history: HistoryReader,
    private readonly store: ForecastStore,
    private readonly snapshot: GridSnapshotReader & GridSnapshotWriter,
    private readonly clock: Clock,
    private readonly registry: Pick<ModelRegistry, 'serving'>,
    private readonly trainedInputs: Pick<TrainedInputsReader, 'read'>,
  ) {}

  /**
   * At most one forecast per series and hour, unless the history changed materially since. Callers at the same time
   * share one answer.
   */
  issue(key: SeriesKey): Promise<IssueOutcome> {
    const id = seriesId(key);
    const running = this.underWay.get(id);
    if (running !== undefined) return running;
    const issuing = this.issueNow(key).finally(() => this.underWay.delete(id));
    this.underWay.set(id, issuing);
    return issuing;
  }

  private async issueNow(key: SeriesKey): Promise<IssueOutcome> {
    const nowMs = this.clock.nowMs();
    const [previous, serving] = await Promise.all([
      this.store.newest(key, nowMs),
      this.registry.serving(key),
    ]);
    const isSameModel = previous?.modelId === (serving?.id ?? null);
    if (previous !== null && isSameModel && !this.mayHaveChanged(previous, nowMs)) return this.keep(previous);
    const endMs = startOfHour(nowMs);
    const historyHours = serving === null ? HISTORY_HOURS : SERVING_HISTORY_HOURS;
    const series = await this.history.read(key, { startMs: endMs - historyHours * HOUR_MS, endMs });
    if (previous !== null && isSameModel && !hasNews(previous, series, nowMs)) return this.keep(previous);
    const trained = serving === null ? null : await this.trainedInputs.read(serving, series, nowMs);
    const made = makeForecast(series, nowMs, trained);
    if (made.kind === 'refused') return made;
    await this.store.save(made.forecast);
    await this.snapshot.putForecasts([snapshotOf(made.forecast)]);
    return { kind: 'issued', forecast: made.forecast };
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

const hasNews = (previous: IssuedForecast, series: SeriesResponse, nowMs: number): boolean => {
  const { knownHours, lastObservedAtMs } = summarise(series, nowMs);
  return (
    previous.startMs !== startOfHour(nowMs) ||
    previous.source !== series.source ||
    (lastObservedAtMs ?? 0) > previous.lastObservedAtMs ||
    knownHours >= previous.knownHours + MATERIAL_HOURS
  );
};
