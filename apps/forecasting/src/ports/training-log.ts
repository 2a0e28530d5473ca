import type { SeriesKey } from '@ecobe/carbon';
import type { TrainReason } from '../features/train-model/train-queue';

export type TrainingState = 'running' | 'promoted' | 'rejected' | 'refused' | 'failed';

/** The newest training of a series. */
export interface Training extends SeriesKey {
  readonly reason: TrainReason;
  readonly state: TrainingState;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** 0..1 */
  readonly shareDone: number;
  /** Hours of history that were known to it; null until they are counted. */
  readonly knownHours: number | null;
  /** What came of it, for people. */
  readonly detail: string | null;
}

/** What came of the newest training of each series. */
export interface TrainingLog {
  newest(key: SeriesKey): Promise<Training | null>;
  newestOfEach(): Promise<Training[]>;
  /** Replaces what was said of the series before. */
  save(training: Training): Promise<void>;
}
