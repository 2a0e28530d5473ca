import type { Interval, SeriesKey } from '@ecobe/carbon';
import type { SeriesResponse } from '@ecobe/contracts';

/** The hourly history of a series, as ingestion knows it. */
export interface HistoryReader {
  /** Hours of the half-open span; null where nothing is known. */
  read(key: SeriesKey, span: Interval): Promise<SeriesResponse>;
}
