import type { SeriesKey } from '@ecobe/carbon';
import type { Candidate, JudgedDay, SeriesKind, TrainedModel } from './trained-model';

/** What became of a wish to roll back. */
export type RollbackOutcome =
  | { kind: 'rolled-back'; from: TrainedModel | null; to: TrainedModel | null }
  | { kind: 'refused'; reason: string };

/** When a rollback is wished for, and what the history of the series is then. */
export interface RollbackAt {
  readonly atMs: number;
  readonly kind: SeriesKind;
}

/** Every model that was ever trained; at most one of a series serves, whatever replicas do at once. */
export interface ModelRegistry {
  /** The model that serves a series, or null. */
  serving(key: SeriesKey): Promise<TrainedModel | null>;
  servingOfEach(): Promise<TrainedModel[]>;
  /** The bytes of a fit, or null where they are no longer kept. */
  fitOf(id: number): Promise<Uint8Array | null>;
  /** How a model did on its held-out days, one by one. */
  daysOf(id: number): Promise<readonly JudgedDay[]>;
  /** Newest first. */
  list(key: SeriesKey): Promise<TrainedModel[]>;
  /**
   * Keeps a candidate: it serves if it won and nothing changed since it was judged, else it is rejected. One that lost
   * may still have shown that the model that serves must not: then none serves.
   */
  register(candidate: Candidate): Promise<TrainedModel>;
  /**
   * Takes the serving model out and lets an earlier one serve: `toId`, or the one it replaced. Without an earlier one
   * none serves. Models of another kind than the series are refused, or passed over.
   */
  rollBack(key: SeriesKey, toId: number | null, at: RollbackAt): Promise<RollbackOutcome>;
}
