import { DAY_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { HistoryRetention, RemovedHistory } from '../../ports/history-retention';

/** Bounds what is kept of messages that are through, and of advice that nobody followed. */
export class RetainHistoryUseCase {
  constructor(
    private readonly retention: HistoryRetention,
    private readonly clock: Clock,
    private readonly keptDays: number,
  ) {}

  run(): Promise<RemovedHistory> {
    return this.retention.removeBefore(this.clock.nowMs() - this.keptDays * DAY_MS);
  }
}
