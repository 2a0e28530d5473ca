import type { CarbonObservation, Interval } from '@ecobe/carbon';
import type { GenerationObservation } from './observation-store';
import type { ProviderFaultError } from './provider-fault';

/** What a provider said of one span, before it is believed; NaN where it gave no number. */
export interface Candidate extends Omit<CarbonObservation, 'knownAtMs'> {
  /** The provider's own mix shows that nothing was burnt, so that a direct intensity of 0 is real. */
  isZeroDocumented?: boolean;
}

type GenerationCandidate = Omit<GenerationObservation, 'knownAtMs'>;

export interface SourceReading {
  candidates: Candidate[];
  /** Generation by mode, where the provider gives it. */
  generation: GenerationCandidate[];
  /** What kept the rest from being read, where the reading is only a part. */
  fault?: ProviderFaultError;
}

/** A provider of carbon intensities. Every method rejects with a ProviderFaultError, and only with that. */
export interface CarbonSource {
  /** Stored with every value; its rank stands in source-preference.ts. */
  readonly name: string;
  /** Whether it still knows the hours of years ago, and may be asked for them. */
  readonly keepsYears: boolean;
  /** Whether it has the zone at all; a plan that leaves the zone out shows as an empty reading. */
  covers(zone: string): boolean;
  /** The newest values, of a few hours at most. */
  fetchLatest(zone: string): Promise<SourceReading>;
  /** All it has of the span, oldest first or not. */
  fetchRange(zone: string, span: Interval): Promise<SourceReading>;
}
