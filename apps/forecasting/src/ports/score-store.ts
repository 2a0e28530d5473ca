import type { Interval, Quality, SeriesKey } from '@ecobe/carbon';
import type { BucketOfDay, ForecastOfDay, ScoredDay, TruthOfDay } from './day-score';

/** A series with the start of the UTC day on which it was first forecast in the asked time. */
export interface ForecastSeries {
  readonly key: SeriesKey;
  readonly firstDayMs: number;
}

/** By which truth a day was scored. */
export type DayScoredBy = Omit<TruthOfDay, 'dayMs'> & Pick<ScoredDay, 'forecastCount' | 'quality' | 'source'>;

/** What is stored of one UTC day of a series: how many forecasts speak of it, and by which truths it was scored. */
export interface DayState {
  readonly dayMs: number;
  readonly forecastCount: number;
  /** At most one of each kind. */
  readonly scored: readonly DayScoredBy[];
}

/** Days as they stood at one reading of the store. */
export interface DayStates {
  /** Order of readings, told by the store: what was read later wins over what was read earlier. */
  readonly readAt: string;
  readonly days: readonly DayState[];
}

/** What scored days of a series add up to, with the truth they were scored by. */
export interface ScoreTotals {
  /** One entry for each lead bucket and model. */
  readonly buckets: readonly BucketOfDay[];
  /** Of the truths; null where no hour is scored. */
  readonly quality: Quality | null;
  readonly sources: readonly string[];
}

/** First-day sums of one real series on one UTC day. */
export interface FirstDayScore extends Pick<BucketOfDay, 'sums'> {
  readonly key: SeriesKey;
  readonly dayMs: number;
}

/** Scores of issued forecasts, day by day. Days are UTC days, told by their start, epoch ms. */
export interface ScoreStore {
  /** Every series with a forecast issued at or after the instant. */
  forecastSeries(sinceMs: number): Promise<ForecastSeries[]>;
  /** Every day of the span, which begins and ends at a start of a day. */
  dayStates(key: SeriesKey, days: Interval): Promise<DayStates>;
  /** What all forecasts that were issued for it say of a day, at leads up to 95 h. */
  forecastsOf(key: SeriesKey, dayMs: number): Promise<ForecastOfDay[]>;
  /**
   * Replaces the scores of a day and kind.
   * @returns false when a reading later than `readAt` has scored it already; then nothing changes.
   */
  saveDay(day: ScoredDay, readAt: string): Promise<boolean>;
  /** Sums of all scored days that begin in the span. */
  totals(key: SeriesKey, isSimulated: boolean, span: Interval): Promise<ScoreTotals>;
  /** Leads 0-23 of all real series, day by day, for days that begin in the span. */
  firstDays(span: Interval): Promise<FirstDayScore[]>;
}
