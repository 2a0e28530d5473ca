import type { Basis, Interval, Signal } from '@ecobe/carbon';
import type { SeriesResponse } from '@ecobe/contracts';

/** Observed intensities of a zone, as ingestion knows them now. */
export interface ObservedIntensity {
  /** Whole hours; null where nobody has observed anything. */
  read(zone: string, basis: Basis, span: Interval, signal: Signal): Promise<SeriesResponse | null>;
}
