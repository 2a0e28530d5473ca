import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { Interval, Quality, SeriesKey } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { TruthOfDay } from '../../ports/day-score';
import type { HistoryReader } from '../../ports/history-reader';

const HOURS_PER_DAY = 24;

/** What ingestion knows now of the hours of a span. */
export interface KnownTruth {
  /** Null where nothing at all is known, so that nobody can say. */
  readonly isSimulated: boolean | null;
  readonly quality: Quality | null;
  readonly source: string | null;
  /** gCO2eq/kWh by hour from the start of the span on. */
  readonly values: readonly (number | null)[];
}

/** Reads the truth of whole hours. A series that nobody knows anything of has none, which is no fault. */
export async function readTruth(history: HistoryReader, key: SeriesKey, span: Interval): Promise<KnownTruth> {
  try {
    const { values, quality, source } = await history.read(key, span);
    return { isSimulated: quality === 'simulated', quality, source, values };
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.code === 'NO_OBSERVATIONS')) throw error;
    return { isSimulated: null, quality: null, source: null, values: [] };
  }
}

/** The day's part of a truth that was read for `span`; hours at or after the span's end are not over. */
export function truthOfDay(
  { values }: KnownTruth,
  isSimulated: boolean,
  span: Interval,
  dayMs: number,
): TruthOfDay {
  const endedHours = Math.min(HOURS_PER_DAY, (Math.min(span.endMs, dayMs + DAY_MS) - dayMs) / HOUR_MS);
  const first = (dayMs - span.startMs) / HOUR_MS;
  const known = Array.from({ length: HOURS_PER_DAY }, (_, hour) =>
    hour < endedHours ? (values[first + hour] ?? null) : null,
  );
  return { dayMs, isSimulated, values: known, endedHours };
}

/**
 * The truth with what was known before of hours that nobody can tell any more: a series that is lost, or whose old
 * observations were removed, does not take back what its forecasts were judged by.
 */
export const withKnownBefore = (
  truth: TruthOfDay,
  before: Pick<TruthOfDay, 'values'> | undefined,
): TruthOfDay => ({
  ...truth,
  values: truth.values.map((value, hour) => value ?? before?.values[hour] ?? null),
});

/** Whether both say the same of the same hours. */
export const isSameTruth = (
  one: Pick<TruthOfDay, 'values' | 'endedHours'>,
  other: Pick<TruthOfDay, 'values' | 'endedHours'>,
): boolean =>
  one.endedHours === other.endedHours && one.values.every((value, hour) => value === other.values[hour]);
