import type { Interval, Quality, Signal } from '@ecobe/carbon';
import type { HourlySeries } from '@ecobe/placement';

/** Observed hours with the worst quality among them. */
export interface ObservedHours extends HourlySeries {
  readonly quality: Quality;
  readonly source: string;
}

/** Hourly lifecycle intensity of a zone, as it was observed. */
export interface ObservedReader {
  /** Null where the zone has no observations at all. @throws ProblemError 503 while ingestion is away */
  read(zone: string, span: Interval, signal: Signal): Promise<ObservedHours | null>;
}
