import type { SeriesDrift } from './drift';
import type { WatchDriftUseCase } from './watch-drift.use-case';

/** Real milliseconds for which scrapes and health checks in quick succession share one look at the scores. */
const SHARED_MS = 5_000;

/** The drift of all series for those who ask often. */
export class DriftReading {
  private newest: { sinceMs: number; drifts: Promise<SeriesDrift[]> } | null = null;

  constructor(private readonly drift: Pick<WatchDriftUseCase, 'read'>) {}

  read(): Promise<SeriesDrift[]> {
    const nowMs = Date.now();
    if (this.newest === null || nowMs - this.newest.sinceMs > SHARED_MS) {
      const drifts = this.drift.read();
      this.newest = { sinceMs: nowMs, drifts };
      // What failed is not shared: the next one who asks may be luckier.
      drifts.catch(() => (this.newest = null));
    }
    return this.newest.drifts;
  }
}
