import { DAY_MS, HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { Clock, SeriesKey } from '@ecobe/carbon';
import type { ScoredDay, TruthOfDay } from '../../ports/day-score';
import type { ForecastStore } from '../../ports/forecast-store';
import type { HistoryReader } from '../../ports/history-reader';
import type { DayScoredBy, ScoreStore } from '../../ports/score-store';
import { isSameTruth, readTruth, truthOfDay, withKnownBefore } from './known-truth';
import { scoreDay } from './score-day';

const startOfDay = (instantMs: number): number => Math.floor(instantMs / DAY_MS) * DAY_MS;

/** Scores the days of one series whose truth, hours or forecasts changed since they were scored; leaves the others. */
export class ScoreSeriesUseCase {
  constructor(
    private readonly history: HistoryReader,
    private readonly forecasts: Pick<ForecastStore, 'newest'>,
    private readonly scores: ScoreStore,
    private readonly clock: Clock,
  ) {}

  /** Looks at every UTC day from that of the instant on. @returns how many days were scored. */
  async score(key: SeriesKey, sinceMs: number): Promise<number> {
    const nowMs = this.clock.nowMs();
    const span = { startMs: startOfDay(sinceMs), endMs: startOfHour(nowMs) };
    if (span.endMs <= span.startMs) return 0;
    const days = { startMs: span.startMs, endMs: startOfDay(span.endMs - 1) + DAY_MS };
    const states = await this.scores.dayStates(key, days);
    const forecastDays = states.days.filter(({ forecastCount }) => forecastCount > 0);
    if (forecastDays.length === 0) return 0;
    const known = await readTruth(this.history, key, span);
    const isSimulated = known.isSimulated ?? (await this.isForecastSimulated(key, nowMs));
    let scored = 0;
    for (const state of forecastDays) {
      const told = truthOfDay(known, isSimulated, span, state.dayMs);
      const before = state.scored.find((one) => one.isSimulated === isSimulated);
      const isNews = hasChanged(before, withKnownBefore(told, before), state.forecastCount);
      if (isNews && (await this.scoreDay(key, told, before, states.readAt))) scored += 1;
    }
    return scored;
  }

  /** Where no truth is known, the forecasts themselves tell which kind of truth is waited for. */
  private async isForecastSimulated(key: SeriesKey, nowMs: number): Promise<boolean> {
    return (await this.forecasts.newest(key, nowMs))?.quality === 'simulated';
  }

  private async scoreDay(
    key: SeriesKey,
    told: TruthOfDay,
    before: DayScoredBy | undefined,
    readAt: string,
  ): Promise<boolean> {
    const exact = await this.readDay(key, told, before);
    // The series became real, or was lost, between two questions: the next round sees what it is then.
    if (exact === null) return false;
    const truth = withKnownBefore(exact.truth, before);
    const forecasts = await this.scores.forecastsOf(key, told.dayMs);
    const buckets = scoreDay(truth, forecasts);
    return this.scores.saveDay({ key, ...exact, truth, forecastCount: forecasts.length, buckets }, readAt);
  }

  /** Quality and source of a long span are its worst one and all of them, so a day is asked for by itself. */
  private async readDay(
    key: SeriesKey,
    told: TruthOfDay,
    before: DayScoredBy | undefined,
  ): Promise<Pick<ScoredDay, 'truth' | 'quality' | 'source'> | null> {
    const isUntold = told.values.every((value) => value === null);
    if (isUntold) return { truth: told, quality: before?.quality ?? null, source: before?.source ?? null };
    const { dayMs, endedHours, isSimulated } = told;
    const span = { startMs: dayMs, endMs: dayMs + endedHours * HOUR_MS };
    const ofDay = await readTruth(this.history, key, span);
    if (ofDay.isSimulated !== isSimulated) return null;
    const { quality, source } = ofDay;
    return { truth: truthOfDay(ofDay, isSimulated, span, dayMs), quality, source };
  }
}

const hasChanged = (before: DayScoredBy | undefined, truth: TruthOfDay, forecastCount: number): boolean =>
  before === undefined || before.forecastCount !== forecastCount || !isSameTruth(before, truth);
