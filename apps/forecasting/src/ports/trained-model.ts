import type { SeriesKey } from '@ecobe/carbon';
import type { FitMetrics } from '@ecobe/forecast';
import type { TrainReason } from '../features/train-model/train-queue';

/** One forecast day of one held-out forecast: leads 0-23 are day 1. */
export interface JudgedDay {
  readonly issuedAtMs: number;
  readonly day: number;
  /** Null where every actual is zero. */
  readonly mapePercent: number | null;
  readonly maeGPerKwh: number;
  readonly hourCount: number;
  readonly zeroHourCount: number;
  /**
   * Sum of the truths that it was judged by, gCO2eq/kWh: days of two models are compared only where it is the same.
   * Unknown of days that were judged before it was kept.
   */
  readonly actualSum?: number;
}

export type SeriesKind = 'real' | 'simulated';

/**
 * `serving`: the one that forecasts are made with. `replaced` by a better one, or
 * by the profile where it had become worse. `rejected`: did not beat the one that
 * served, or the profile. `rolled-back`: taken out of service by somebody.
 */
export type ModelStatus = 'serving' | 'replaced' | 'rejected' | 'rolled-back';

/** What was learnt at some time, without the fit itself. */
export interface TrainedModel extends SeriesKey {
  readonly id: number;
  /** What it was trained on; a model of simulated history never serves a real series, nor the other way round. */
  readonly kind: SeriesKind;
  /** Name and version of the trainer. */
  readonly trainer: string;
  readonly reason: TrainReason;
  readonly trainedAtMs: number;
  /** The hours it learnt from, half-open. */
  readonly spanFromMs: number;
  readonly spanUntilMs: number;
  readonly features: readonly string[];
  /** On the last 28 days, which its twin for the judging had not seen. */
  readonly metrics: FitMetrics;
  readonly status: ModelStatus;
  /** Why it has that status, for people. */
  readonly statusReason: string;
  readonly replacedById: number | null;
  readonly promotedAtMs: number | null;
  /** Whether the fit is still kept, so that it can serve again. */
  readonly hasFit: boolean;
}

/** A model that was just trained and judged, before it has a place in the registry. */
export interface Candidate extends SeriesKey {
  readonly kind: SeriesKind;
  readonly trainer: string;
  readonly reason: TrainReason;
  readonly trainedAtMs: number;
  readonly spanFromMs: number;
  readonly spanUntilMs: number;
  readonly features: readonly string[];
  readonly metrics: FitMetrics;
  readonly days: readonly JudgedDay[];
  readonly verdictReason: string;
  /** Null for a model that lost. */
  readonly fit: Uint8Array | null;
  /** Why the model that served when it was judged must not go on serving, also where the candidate lost; null where it may. */
  readonly currentFault: string | null;
  /** The model that served when it was judged; if another serves meanwhile the judgement says nothing. */
  readonly judgedAgainstId: number | null;
}
