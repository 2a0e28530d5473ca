import type { FitMetrics } from './fit-metrics';
import type { ForecastModel, ModelRefusal } from './forecast-model';
import type { GridHistory } from './grid-history';

/** What a training may learn from: all hours before `untilMs`, and no other. */
export interface TrainingRequest extends GridHistory {
  /** Epoch ms on a full UTC hour; later hours may be in the history, no trainer reads them. */
  readonly untilMs: number;
  /** Told now and then with the share done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * What was learnt: plain data (numbers, text, arrays, typed arrays) that can be cloned to another thread and kept in a
 * database. Only the trainer that made it can open it.
 */
export interface ModelFit {
  readonly kind: 'trained';
  /** Name and version of the trainer that made it, e.g. `ridge@1`. */
  readonly trainer: string;
  readonly trainedFromMs: number;
  readonly trainedUntilMs: number;
  /** Names of the inputs it learnt from; it predicts only where they are there. */
  readonly features: readonly string[];
  /** Skill on days that were held out before the final fit, which learns from all days. */
  readonly metrics: FitMetrics;
  readonly parameters: unknown;
}

/** The port that every way of learning fills; `trainer.registry.ts` lists them. Same request, same fit, to the bit. */
export interface ModelTrainer {
  readonly name: string;
  train(request: TrainingRequest): Promise<ModelFit | ModelRefusal>;
  /** The model that a fit is. @throws RangeError for a fit of another trainer or version. */
  open(fit: ModelFit): ForecastModel;
}
