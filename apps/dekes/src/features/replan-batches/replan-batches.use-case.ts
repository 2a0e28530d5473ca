import type { Clock } from '@ecobe/carbon';
import { ProblemError, requestedRegions } from '@ecobe/contracts';
import type { GridSnapshotReader } from '@ecobe/contracts';
import type { RoomLedger } from '@ecobe/placement';
import { inTurns } from '@ecobe/platform';
import type { DekesPolicy } from '../../dekes.config';
import type { RunFacts, RunPlacement } from '../../ports/dekes-workload';
import type { BatchStore, WaitingRun } from '../../ports/workload-store';
import { candidatesOf, withHome } from '../../run-planning/candidate';
import type { Candidates } from '../../run-planning/candidate';
import { neededHours, planRun } from '../../run-planning/plan-run';
import type { RunRoom } from '../../run-planning/run-room';
import { storedPlacement } from '../../run-planning/stored-run';

/** A plan that changed, with when it starts now. */
interface MovedRun {
  readonly id: string;
  readonly planNumber: number;
  readonly startMs: number;
}

/** A run that could not be looked at, and why; the plan that stands is kept. */
interface StuckRun {
  readonly id: string;
  readonly reason: string;
}

export interface ReplanRound {
  readonly moved: readonly MovedRun[];
  readonly stuck: readonly StuckRun[];
}

interface Round {
  readonly moved: MovedRun[];
  readonly stuck: StuckRun[];
}

type CandidatesOf = (run: RunFacts) => Candidates;
/** Null: the plan that stands is kept; an error: why nothing could be planned. */
type Replanned = RunPlacement | null | Error;

/** Runs that are read at once. */
const PAGE = 200;
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
    const candidates = this.candidatesAt(nowMs);
    const round: Round = { moved: [], stuck: [] };
    for (let after: WaitingRun | null = null; ;) {
      const page: WaitingRun[] = await this.batches.waiting(after, PAGE);
      await this.replanPage(
        page.filter(({ placement }) => placement.startMs > nowMs),
        candidates,
        nowMs,
        round,
      );
      after = page.at(-1) ?? null;
      if (page.length < PAGE) return round;
    }
  }

  /** In turns: thousands that wait must not keep others from being answered. */
  private async replanPage(
    waiting: readonly WaitingRun[],
    candidates: CandidatesOf,
    nowMs: number,
    { moved, stuck }: Round,
  ): Promise<void> {
    await this.room.at(nowMs);
    const plans = await inTurns(waiting, (run) => this.plannedAnew(run, candidates, nowMs));
    for (const [index, { id, planNumber: earlier }] of waiting.entries()) {
      const better = plans[index] ?? null;
      if (better instanceof Error) {
        stuck.push({ id, reason: better.message });
        await this.batches.keepPlan(id, `could not be planned anew: ${better.message}`);
      } else if (better !== null && (await this.batches.replan(id, earlier + 1, better))) {
        moved.push({ id, planNumber: earlier + 1, startMs: better.startMs });
      }
    }
  }

  /** One run that nobody can plan must not keep the others where they are: its fault is returned. */
  private plannedAnew(waiting: WaitingRun, candidatesOfRun: CandidatesOf, nowMs: number): Replanned {
    const { id, placement, run } = waiting;
    try {
      const candidates = candidatesOfRun(run);
      return this.room.replan(id, placement, run, (room) =>
        this.betterPlan(waiting, candidates, nowMs, room),
      );
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Looks regions up once for all runs that have the same, and about the same length. */
  private candidatesAt(nowMs: number): CandidatesOf {
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
    { run, createdMs, placement: standing }: WaitingRun,
    candidates: Candidates,
    nowMs: number,
    room: RoomLedger,
  ): RunPlacement | null {
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
