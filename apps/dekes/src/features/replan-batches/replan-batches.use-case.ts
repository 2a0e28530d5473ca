import type { Clock } from '@ecobe/carbon';
import { ProblemError, requestedRegions } from '@ecobe/contracts';
import type { GridSnapshotReader } from '@ecobe/contracts';
import type { RoomLedger } from '@ecobe/placement';
import type { DekesPolicy } from '../../dekes.config';
import type { RunFacts, RunPlacement, StoredWorkload } from '../../ports/dekes-workload';
import type { BatchStore } from '../../ports/workload-store';
import { candidatesOf, withHome } from '../../run-planning/candidate';
import type { Candidates } from '../../run-planning/candidate';
import { neededHours, planRun } from '../../run-planning/plan-run';
import type { RunRoom } from '../../run-planning/run-room';
import { storedPlacement } from '../../run-planning/stored-run';

/** A plan that changed, with when it starts now. */
export interface MovedRun {
  readonly id: string;
  readonly planNumber: number;
  readonly startMs: number;
}

/** A run that could not be looked at, and why; the plan that stands is kept. */
export interface StuckRun {
  readonly id: string;
  readonly reason: string;
}

export interface ReplanRound {
  readonly moved: readonly MovedRun[];
  readonly stuck: readonly StuckRun[];
}

/** A new plan must promise this much less to replace the old one: rounding must not move anything. */
const LEAST_GAIN = 1e-6;

/** Plans anew what still waits for its time, over the newest forecast. A plan whose time has come stays. */
export class ReplanBatchesUseCase {
  constructor(
    private readonly grid: GridSnapshotReader,
    private readonly batches: BatchStore,
    private readonly clock: Clock,
    private readonly policy: DekesPolicy,
    private readonly room: RunRoom,
  ) {}

  async execute(): Promise<ReplanRound> {
    const nowMs = this.clock.nowMs();
    await this.room.at(nowMs);
    const moved: MovedRun[] = [];
    const stuck: StuckRun[] = [];
    const candidates = this.candidatesAt(nowMs);
    for (const workload of await this.batches.waiting()) {
      const { id, placement, run } = workload;
      if (placement === null || run === null || placement.startMs <= nowMs) continue;
      const better = this.plannedAnew(workload, placement, candidates, nowMs);
      if (better instanceof Error) {
        stuck.push({ id, reason: better.message });
        await this.batches.keepPlan(id, `could not be planned anew: ${better.message}`);
        continue;
      }
      const planNumber = workload.planNumber + 1;
      const isMoved = better !== null && (await this.batches.replan(id, planNumber, better));
      if (better !== null && isMoved) moved.push({ id, planNumber, startMs: better.startMs });
    }
    return { moved, stuck };
  }

  /** One run that nobody can plan must not keep the others where they are: its fault is returned. */
  private plannedAnew(
    workload: StoredWorkload,
    standing: RunPlacement,
    candidatesOfRun: (run: RunFacts) => Candidates,
    nowMs: number,
  ): RunPlacement | null | Error {
    const { run } = workload;
    if (run === null) return null;
    try {
      const candidates = candidatesOfRun(run);
      return this.room.replan(workload.id, standing, run, (room) =>
        this.betterPlan(workload, standing, candidates, nowMs, room),
      );
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Looks regions up once for all runs that have the same, and about the same length. */
  private candidatesAt(nowMs: number): (run: RunFacts) => Candidates {
    const known = new Map<string, Candidates>();
    return ({ regions, minutes }) => {
      const hours = neededHours(minutes);
      const key = [hours, ...regions].join(' ');
      const candidates =
        known.get(key) ??
        candidatesOf(withHome(requestedRegions(regions, '/regions')), this.grid, nowMs, hours);
      known.set(key, candidates);
      return candidates;
    };
  }

  /** Null where the plan that stands is as good, or nothing better is known. */
  private betterPlan(
    { run, createdMs }: StoredWorkload,
    standing: RunPlacement,
    candidates: Candidates,
    nowMs: number,
    room: RoomLedger,
  ): RunPlacement | null {
    if (run === null) return null;
    const work = { ...run, assumptions: [] };
    const { latestStartMs } = standing;
    const terms = {
      nowMs,
      arrivalMs: createdMs,
      minGainPercent: this.policy.minGainPercent,
      room,
      isAwaited: false,
    };
    try {
      const plan = planRun(candidates, work, { ...terms, latestStartMs });
      const placement = storedPlacement(plan, candidates.home.name, { nowMs, latestStartMs });
      const asItStands = planRun(onlyIn(candidates, standing.region), work, {
        ...terms,
        nowMs: standing.startMs,
        latestStartMs: standing.startMs,
        room: null,
      });
      const isBetter = placement.expectedG < asItStands.chosen.expectedG * (1 - LEAST_GAIN);
      return isBetter ? placement : null;
    } catch (error) {
      // Nothing is known of any region for a while: the plan that stands is the best there is.
      if (error instanceof ProblemError && error.problem.code === 'NO_ELIGIBLE_REGION') return null;
      throw error;
    }
  }
}

const onlyIn = (candidates: Candidates, name: string): Candidates => ({
  ...candidates,
  known: candidates.known.filter(({ region }) => region.name === name),
});
