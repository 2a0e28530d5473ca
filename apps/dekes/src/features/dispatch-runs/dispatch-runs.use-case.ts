import { DAY_MS, MINUTE_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { SendSlots } from '@ecobe/platform';
import type { DispatchStore, DueRun } from '../../ports/dispatch-store';
import type { RunCaller } from '../../ports/run-caller';
import { lateMinutes } from '../../run-planning/late-start';

/** Longer than a call may take, in real time. */
const LEASE_MS = 60_000;
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

type Outcome = 'in time' | 'late' | 'failed';

/** Calls the owners of the queries whose time has come, each under its own id however often it must be tried. */
export class DispatchRunsUseCase {
  private readonly slots = new SendSlots();
  private isStopped = false;

  constructor(
    private readonly runs: DispatchStore,
    private readonly caller: RunCaller,
    private readonly clock: Clock,
  ) {}

  /** What is under way is ended; nothing more is claimed: what is due is left to other processes, or to the next start. */
  stop(): void {
    this.isStopped = true;
  }

  /**
   * Calls all that are due, each as soon as there is a slot for it; several rounds share the slots.
   * @throws the first thing that the database did not take, at the end; that run is due again once its lease is over
   */
  async execute(): Promise<DispatchRound> {
    const due = await this.runs.markDue(this.clock.nowMs());
    const done: Outcome[] = [];
    const faults: unknown[] = [];
    const underWay = new Set<Promise<void>>();
    for (;;) {
      const claimed = await this.claimDue();
      for (const run of claimed) {
        const calling: Promise<void> = this.dispatch(run)
          .then(
            (outcome) => void done.push(outcome),
            (fault: unknown) => void faults.push(fault),
          )
          .finally(() => underWay.delete(calling));
        underWay.add(calling);
      }
      if (underWay.size > 0) await Promise.race(underWay);
      else if (claimed.length === 0) break;
    }
    if (faults.length > 0) throw faults[0];
    const count = (outcome: Outcome) => done.filter((one) => one === outcome).length;
    const [failed, late] = [count('failed'), count('late')];
    return { called: done.length - failed, failed, due, late };
  }

  /** Nothing once it is stopped, also for who has queued for a look since before. */
  private claimDue(): Promise<DueRun[]> {
    return this.slots.claim(async (free) =>
      this.isStopped ? [] : this.runs.claimDue(this.clock.nowMs(), LEASE_MS, free),
    );
  }

  private async dispatch(run: DueRun): Promise<Outcome> {
    const minutes = lateMinutes(run, this.clock.nowMs());
    const outcome = await this.caller.call(run, minutes).finally(() => {
      this.slots.leave(run.host);
    });
    if (outcome.kind === 'called') {
      await this.runs.dispatched(run.id, this.clock.nowMs());
      return minutes > 0 ? 'late' : 'in time';
    }
    const nextMs = outcome.isFinal ? null : this.nextAttemptMs(run);
    await this.runs.failed(run.id, outcome.reason, nextMs);
    return 'failed';
  }

  /** Null: it has been tried for long enough. */
  private nextAttemptMs({ attempts, placement }: DueRun): number | null {
    const nowMs = this.clock.nowMs();
    if (nowMs - (placement?.startMs ?? nowMs) > GIVE_UP_AFTER_MS) return null;
    return nowMs + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
  }
}
