import type { CarbonObservation, Interval, SeriesKey } from '@ecobe/carbon';
import type { WeatherHours } from '@ecobe/contracts';

/** Generation of one span by mode, in MW; null where the source reports nothing. */
export interface GenerationMw {
  coal: number | null;
  gas: number | null;
  oil: number | null;
  nuclear: number | null;
  hydro: number | null;
  wind: number | null;
  solar: number | null;
  biomass: number | null;
  geothermal: number | null;
  other: number | null;
  unknown: number | null;
}

/** What a zone's plants fed in during one span, with its provenance. */
export interface GenerationObservation {
  zone: string;
  source: string;
  validAtMs: number;
  knownAtMs: number;
  resolutionMinutes: number;
  mw: GenerationMw;
}

/** What one run of a weather model said of consecutive hours of a zone, the mean over its area. */
export interface WeatherRun {
  zone: string;
  source: string;
  issuedAtMs: number;
  knownAtMs: number;
  /** Start of the first hour, epoch ms. */
  startMs: number;
  /** Columns of equal length. */
  hours: WeatherHours;
}

/** Rows that belong together: all are stored, or none. */
export interface ObservationBatch {
  carbonIntensity: CarbonObservation[];
  generation: GenerationObservation[];
  weather: WeatherRun[];
}

/** How many rows were new, per table, a run of weather being one; what was known already with the same value is not written again. */
export interface RowsAdded {
  carbonIntensity: number;
  generation: number;
  weather: number;
}

/** Keeps observations. Nothing is overwritten: a value that differs from the newest known one is added as a revision. */
export interface ObservationWriter {
  /** A poll's few rows, in one statement. @returns rows added. */
  record(observations: CarbonObservation[]): Promise<number>;
  recordGeneration(observations: GenerationObservation[]): Promise<number>;
  recordWeather(runs: WeatherRun[]): Promise<number>;
  /** Many rows in one transaction; a batch that throws undoes all before it. */
  recordBulk(batches: AsyncIterable<ObservationBatch> | Iterable<ObservationBatch>): Promise<RowsAdded>;
}

/** Whether a series rests on real observations or on the simulated grid; the two are never mixed. */
export type SeriesKind = 'real' | 'simulated';

/** One hour of a series: the best source's mean over that hour, from the newest revisions known. */
export interface HourlyValue {
  validAtMs: number;
  carbonIntensityGPerKwh: number;
  source: string;
  quality: 'measured' | 'estimated' | 'simulated';
  /** How many versions of this hour's values were published. */
  revisions: number;
}

/** Reads see only what was known at `knownByMs`. */
export interface ObservationReader {
  hourly(key: SeriesKey, kind: SeriesKind, span: Interval, knownByMs: number): Promise<HourlyValue[]>;
  /** Newest value of every series and kind within the span; of several real sources the preferred one. Of one zone if told. */
  newest(span: Interval, knownByMs: number, zone?: string): Promise<NewestValue[]>;
  /** How many hours of each simulated series are stored within the span, and the last of them. */
  simulatedCoverage(span: Interval): Promise<SimulatedCoverage[]>;
}

export interface NewestValue extends CarbonObservation {
  kind: SeriesKind;
}

export interface SimulatedCoverage extends SeriesKey {
  hours: number;
  lastValidAtMs: number;
}
