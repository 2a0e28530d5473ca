import type { Interval } from '@ecobe/carbon';

/** Observed hours from `startMs` on, gCO2eq/kWh; null where nothing is known yet. */
export interface ObservedHours {
  readonly startMs: number;
  readonly gPerKwh: readonly (number | null)[];
  readonly quality: string;
}

/** Hourly average lifecycle intensity of a zone, as it was observed. */
export interface ObservedReader {
  /** Null where the zone has no observations at all. @throws ProblemError 503 while ingestion is away */
  read(zone: string, span: Interval): Promise<ObservedHours | null>;
}
