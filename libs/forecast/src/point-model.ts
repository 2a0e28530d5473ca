import type { ModelRefusal } from './forecast-model';
import type { GridHistory } from './grid-history';
import type { TrainingRequest } from './model-trainer';

/** One question to a point model; as a forecast request, without the wish for a band. */
export interface PointRequest extends GridHistory {
  readonly issuedAtMs: number;
  readonly horizonHours: number;
}

/** Hourly point values on the log scale of `toLogScale`, from the issue on; always finite. */
export interface PredictedLogs {
  readonly kind: 'predicted';
  readonly logs: Float64Array;
  /** Who said it, where inputs were missing and it was simpler than the model's name says. */
  readonly spokenBy?: string;
}

/** A model that says one value an hour. Bands are put around it by what it got wrong (intervals). */
export interface PointModel {
  readonly name: string;
  predict(request: PointRequest): PredictedLogs | ModelRefusal;
}

/** What a point trainer learnt: plain data, as in a model fit. */
export interface PointFit {
  readonly kind: 'trained';
  readonly trainer: string;
  readonly features: readonly string[];
  readonly parameters: unknown;
}

/** Learns a point model: one member of a blend, or the blend itself. */
export interface PointTrainer {
  readonly name: string;
  train(request: TrainingRequest): Promise<PointFit | ModelRefusal>;
  /** @throws RangeError for a fit of another trainer or version. */
  open(fit: PointFit): PointModel;
}
