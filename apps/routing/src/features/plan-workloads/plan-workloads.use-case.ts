import { inTurns } from '@ecobe/platform';
import { slotOf } from '@ecobe/placement';
import type { PlanningStore, PlanningTurn, Waiting } from '../../ports/planning-store';
import { pipelined } from './pipelined';
import { planWorkload } from './plan-workload';
import type { PlanTogether } from './plan-together';
import { NOTHING, frameOf, keepPortion, reservedFrom, sumOf } from './planning-round';
import type { PlannedPortion, PlanningKnowledge, PlanningRound } from './planning-round';

/** Workloads that are read, planned and written at once. */
const PORTION = 200;
/** Portions of one transaction. */
const PORTIONS = 10;
/** As many that wait are planned together at once when others arrive: it takes less than a second. */
const FEW = 1_000;
/** Those that arrive are many where they are this share of those that have a plan. */
const MANY_SHARE = 0.1;

interface TurnDone extends PlanningRound {
  /** Null after the last. */
  readonly lastId: string | null;
  readonly startsMs: readonly number[];
}

/** Plans workloads, and plans them anew as forecasts improve, until they start. */
export class PlanWorkloadsUseCase {
  constructor(
    private readonly store: PlanningStore,
    private readonly knowledge: PlanningKnowledge,
    private readonly together: PlanTogether,
    /** Told of the instants (epoch ms) at which newly planned work starts. */
    private readonly onPlanned: (startsMs: readonly number[]) => void,
  ) {}

  /**
   * Plans those that have no plan yet: where room is scarce and no more than a thousand wait, together with these, once a
   * quarter of an hour among all processes or where they are many beside them; else one after the other, under the prices of then.
   */
  async planAccepted(): Promise<PlanningRound> {
    const together = (await this.isTimeForAll()) ? await this.together.round(this.onPlanned) : NOTHING;
    return sumOf(together, await this.round((afterId) => ({ kind: 'accepted', afterId })));
  }

  private async isTimeForAll(): Promise<boolean> {
    if (!this.knowledge.settings.isCapped) return false;
    const { accepted, planned } = await this.together.waiting(FEW + 1);
    if (accepted === 0 || accepted + planned > FEW) return false;
    const isFirst = await this.store.claimRound(slotOf(this.nowMs()));
    return isFirst || accepted >= planned * MANY_SHARE;
  }

  /** Plans all that have not started; plans of which nothing would be better stay as they are. */
  async planAnew(): Promise<PlanningRound> {
    await this.store.forgetBefore(reservedFrom(this.nowMs()));
    if (!this.knowledge.settings.isCapped)
      // Without limits none is in the way of another.
      return this.round((afterId) => ({ kind: 'not-started', afterId, nowMs: this.nowMs() }));
    await this.store.claimRound(slotOf(this.nowMs()));
    const together = await this.together.round(this.onPlanned);
    return sumOf(together, await this.round((afterId) => ({ kind: 'accepted', afterId })));
  }

  private nowMs(): number {
    return this.knowledge.clock.nowMs();
  }

  private async round(waiting: (afterId: string | null) => Waiting): Promise<PlanningRound> {
    let round: PlanningRound = NOTHING;
    for (let lastId: string | null = null; ;) {
      const afterId: string | null = lastId;
      const done: TurnDone = await this.store.inTurn((turn) => this.turn(turn, waiting, afterId));
      this.onPlanned(done.startsMs);
      round = sumOf(round, done);
      if (done.lastId === null) return round;
      lastId = done.lastId;
    }
  }

  private async turn(
    turn: PlanningTurn,
    waiting: (afterId: string | null) => Waiting,
    afterId: string | null,
  ): Promise<TurnDone> {
    const frame = await frameOf(turn, this.knowledge);
    let [readId, isOver, portions] = [afterId, false, 0];
    let done: TurnDone = { ...NOTHING, lastId: afterId, startsMs: [] };
    await pipelined({
      read: async () => {
        if (isOver || portions === PORTIONS) return null;
        const workloads = await turn.claim(waiting(readId), PORTION);
        portions += 1;
        isOver = workloads.length < PORTION;
        readId = workloads.at(-1)?.id ?? readId;
        return workloads;
      },
      make: async (workloads): Promise<PlannedPortion> => ({
        workloads,
        results: await inTurns(workloads, (workload) => planWorkload(workload, frame)),
      }),
      write: async (portion) => {
        const { startsMs, isRefused, ...kept } = await keepPortion(turn, portion);
        const lastId = portion.workloads.at(-1)?.id ?? done.lastId;
        done = { ...sumOf(done, kept), lastId, startsMs: [...done.startsMs, ...startsMs] };
        return !isRefused;
      },
    });
    return { ...done, lastId: isOver && done.lastId === readId ? null : done.lastId };
  }
}
