import type { FitMetrics, GridHistory } from '@ecobe/forecast';
import type { JudgedDay } from './trained-model';

/** The model that serves now, as far as a judgement needs it. */
export interface CurrentModel {
  readonly fit: Uint8Array;
  readonly spanUntilMs: number;
  readonly days: readonly JudgedDay[];
}

/** One training with its judgement. */
export interface TrainingTask {
  readonly grid: GridHistory;
  /** Epoch ms on a full hour: nothing later is learnt from or judged on. */
  readonly untilMs: number;
  readonly current: CurrentModel | null;
}

export type TrainingOutcome =
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'judged';
      readonly trainer: string;
      readonly features: readonly string[];
      readonly spanFromMs: number;
      readonly spanUntilMs: number;
      readonly metrics: FitMetrics;
      readonly days: readonly JudgedDay[];
      readonly verdictReason: string;
      /** Why the current model must not go on serving, also where the candidate lost; null where it may. */
      readonly currentFault: string | null;
      /** Null for a model that lost. */
      readonly fit: Uint8Array<ArrayBuffer> | null;
    };

/** Trains away from the event loop. */
export interface TrainingRunner {
  /**
   * The arrays of the task are handed over: the caller cannot read them afterwards.
   * @throws Error when the training crashed, or took too long and was ended.
   */
  run(task: TrainingTask, onProgress: (share: number) => void): Promise<TrainingOutcome>;
}
