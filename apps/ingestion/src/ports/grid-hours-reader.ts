import type { Interval } from '@ecobe/carbon';
import type { WeatherHours } from '@ecobe/contracts';
import type { GenerationMw } from './observation-store';

/** One hour's generation by mode: the preferred source's mean over that hour, from the newest revisions known. */
export interface GenerationHour {
  validAtMs: number;
  source: string;
  mw: GenerationMw;
}

/** What one run of a weather model said of consecutive hours of a zone. */
export interface WeatherRun {
  source: string;
  issuedAtMs: number;
  /** Start of the first hour, epoch ms. */
  startMs: number;
  /** Columns of equal length. */
  hours: WeatherHours;
}

/** Reads what forecasts learn from besides the intensity; only what was known at `knownByMs`. */
export interface GridHoursReader {
  generation(zone: string, span: Interval, knownByMs: number): Promise<GenerationHour[]>;
  /** Every run that says something of the span, in any order. */
  weatherRuns(zone: string, span: Interval, knownByMs: number): Promise<WeatherRun[]>;
}
