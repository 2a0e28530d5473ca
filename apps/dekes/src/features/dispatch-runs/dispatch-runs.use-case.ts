import { DAY_MS, MINUTE_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { DispatchStore } from '../../ports/dispatch-store';
import type { StoredWorkload } from '../../ports/dekes-workload';
import type { RunCaller } from '../../ports/run-caller';
import { lateMinutes } from '../../run-planning/late-start';

/** Longer than a call may take, in real time. */
const LEASE_MS = 60_000;
const AT_ONCE = 20;
const FIRST_WAIT_MS = MINUTE_MS;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
/** A receiver that is away for longer than this after the planned start is given up. */
const GIVE_UP_AFTER_MS = DAY_MS;

/** What one round has done. */
export interface DispatchRound {
  readonly called: number;
  readonly failed: number;
  /** Now ready to be fetched by whoever polls. */
  readonly due: number;
  /** Of those called, started later than they should have. */
  readonly late: number;
}

/** Calls the owners of the queries whose time has come, each under its own id however often it must be tried. */
export class DispatchRunsUseCase {
  constructor(
    private readonly runs: DispatchStore,
    private readonly caller: RunCaller,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<DispatchRound> {
    const due = await this.runs.markDue(this.clock.nowMs());
    let [called, failed, late] = [0, 0, 0];
    for (;;) {
      const claimed = await this.runs.claimDue(this.clock.nowMs(), LEASE_MS, AT_ONCE);
      if (claimed.length === 0) return { called, failed, due, late };
      const done = await Promise.all(claimed.map((workload) => this.dispatch(workload)));
      called += done.filter((outcome) => outcome !== 'failed').length;
      failed += done.filter((outcome) => outcome === 'failed').length;
      late += done.filter((outcome) => outcome === 'late').length;
    }
  }

  private async dispatch(workload: StoredWorkload): Promise<'in time' | 'late' | 'failed'> {
    const minutes = lateMinutes(workload, this.clock.nowMs());
    const outcome = await this.caller.call(workload, minutes);
    if (outcome.kind === 'called') {
      await this.runs.dispatched(workload.id, this.clock.nowMs());
      return minutes > 0 ? 'late' : 'in time';
    }
    const nextMs = outcome.isFinal ? null : this.nextAttemptMs(workload);
    await this.runs.failed(workload.id, outcome.reason, nextMs);
    return 'failed';
  }

  /** Null: it has been tried for long enough. */
  private nextAttemptMs({ attempts, placement }: StoredWorkload): number | null {
    const nowMs = this.clock.nowMs();
    if (nowMs - (placement?.startMs ?? nowMs) > GIVE_UP_AFTER_MS) return null;
    return nowMs + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
  }
}
