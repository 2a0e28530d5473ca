import type { Interval } from '@ecobe/carbon';
import type { GenerationMw, WeatherRun } from './observation-store';

/** One hour's generation by mode: the preferred source's mean over that hour, from the newest revisions known. */
export interface GenerationHour {
  validAtMs: number;
  source: string;
  mw: GenerationMw;
}

/** Reads what forecasts learn from besides the intensity; only what was known at `knownByMs`. */
export interface GridHoursReader {
  generation(zone: string, span: Interval, knownByMs: number): Promise<GenerationHour[]>;
  /** Every run that says something of the span, in any order; a corrected run may be there in all its versions. */
  weatherRuns(zone: string, span: Interval, knownByMs: number): Promise<WeatherRun[]>;
}
