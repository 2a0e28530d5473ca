import type { SeriesKey } from '@ecobe/carbon';

/** That a series drifted, as it was noticed. */
export interface DriftNotice {
  readonly key: SeriesKey;
  /** Start of the UTC day on which it was noticed, epoch ms. */
  readonly dayMs: number;
  readonly skill: number;
  readonly mapePercent: number;
  readonly seasonalNaiveMapePercent: number;
}

/** The drifts that were noticed, at most one a day and series among all replicas. */
export interface DriftLog {
  /**
   * Keeps the notice and acts on it, or does neither.
   * @returns false when the series was noticed on that day already; then nothing is done.
   */
  noticeOnce(notice: DriftNotice, act: () => Promise<void>): Promise<boolean>;
}
