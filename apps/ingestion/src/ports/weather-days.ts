import type { Interval } from '@ecobe/carbon';

/** Tells on which days weather is stored. */
export interface WeatherDays {
  /** Starts of the UTC days within the span of which a run is stored, epoch ms, oldest first. */
  daysWithRuns(zone: string, span: Interval): Promise<number[]>;
}
