import type { Basis, Quality, Signal } from '@ecobe/carbon';
import type { Figure, Scales, Weights } from './criterion';

/** A carbon intensity as it was known when the decision was made. */
export interface KnownIntensity {
  readonly signal: Signal;
  readonly basis: Basis;
  /** gCO2eq/kWh */
  readonly carbonIntensity: number;
  readonly source: string;
  readonly quality: Quality;
  /** ISO 8601 UTC, start of the span the value is for. */
  readonly validAt: string;
  readonly resolutionMinutes: number;
}

/** A region with everything that is known of it at the time of the decision. */
export interface RouteCandidate {
  /** The caller's name. */
  readonly region: string;
  readonly zone: string;
  readonly cloudRegion: string | null;
  /** Of the signal and basis asked for; null where that series is not known. */
  readonly intensity: KnownIntensity | null;
  /** Series of the zone that are known although not asked for, such as `average direct`. */
  readonly otherSeries: readonly string[];
  /** Round trip from the caller, ms. */
  readonly latency: Figure;
  /** USD per hour. */
  readonly cost: Figure;
}

/** All that a decision depends on: stored with it, and enough to make it again. */
export interface RouteInputs {
  /** Version of the rules; a change of any figure they give is a new version. */
  readonly version: 2;
  readonly decisionId: string;
  /** ISO 8601 UTC */
  readonly decidedAt: string;
  readonly signal: Signal;
  readonly basis: Basis;
  readonly scales: Scales;
  readonly weights: Weights;
  /** Whether the request says anything about latency; if not, that criterion is dropped for everyone. */
  readonly latencyAsked: boolean;
  readonly candidates: readonly RouteCandidate[];
  /** Regions that the request gives latencies or costs for without listing them. */
  readonly unlistedRegions: readonly string[];
}
