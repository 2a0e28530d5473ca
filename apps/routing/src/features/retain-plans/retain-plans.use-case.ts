import { DAY_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { PlanRetention } from '../../ports/plan-retention';

/** Bounds what is kept of plans that others have replaced: a workload that waits may get a new one every hour, of a kilobyte. */
export class RetainPlansUseCase {
  constructor(
    private readonly retention: PlanRetention,
    private readonly clock: Clock,
    private readonly keptDays: number,
  ) {}

  /** @returns how many plans are gone */
  run(): Promise<number> {
    return this.retention.removeBefore(this.clock.nowMs() - this.keptDays * DAY_MS);
  }
}
