import { inTurns } from '@ecobe/platform';
import { startOfHour } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { RoomLedger, slotOf } from '@ecobe/placement';
import type {
  PlanningStore,
  PlanningTurn,
  PutOff,
  Waiting,
  WaitingWorkload,
} from '../../ports/planning-store';
import type { OutlookBook } from '../../work/outlook-book';
import { planWorkload } from './plan-workload';
import type { Planned } from './plan-workload';

/** Workloads that are planned in one transaction. */
const PORTION = 100;

export interface PlanSettings {
  readonly minGainPercent: number;
  /** Mean kW that plans may draw in a region at any hour; null without a limit. */
  readonly capKwOf: (region: string) => number | null;
}

/** How many were looked at, and what came of it. */
export interface PlanningRound {
  readonly seen: number;
  readonly planned: number;
  readonly unplaceable: number;
  /** Planning them went wrong. */
  readonly faulty: number;
}

interface Portion extends PlanningRound {
  readonly lastId: string | null;
  readonly startsMs: readonly number[];
}

/** Plans workloads, and plans them anew as forecasts improve, until they start. */
export class PlanWorkloadsUseCase {
  constructor(
    private readonly store: PlanningStore,
    private readonly book: OutlookBook,
    private readonly clock: Clock,
    private readonly settings: PlanSettings,
    /** Told of the instants (epoch ms) at which newly planned work starts. */
    private readonly onPlanned: (startsMs: readonly number[]) => void,
  ) {}

  /** Plans those that have no plan yet. */
  planAccepted(): Promise<PlanningRound> {
    return this.round(() => ({ kind: 'accepted' }));
  }

  /** Plans all that have not started; plans of which nothing would be better stay as they are. */
  async planAnew(): Promise<PlanningRound> {
    await this.store.forgetBefore(slotOf(startOfHour(this.clock.nowMs())));
    return this.round((afterId) => ({ kind: 'not-started', afterId, nowMs: this.clock.nowMs() }));
  }

  private async round(waiting: (afterId: string | null) => Waiting): Promise<PlanningRound> {
    const round = { seen: 0, planned: 0, unplaceable: 0, faulty: 0 };
    let lastId: string | null = null;
    for (;;) {
      const wanted: Waiting = waiting(lastId);
      const portion: Portion = await this.store.inTurn((turn) => this.portion(turn, wanted));
      this.onPlanned(portion.startsMs);
      round.seen += portion.seen;
      round.planned += portion.planned;
      round.unplaceable += portion.unplaceable;
      round.faulty += portion.faulty;
      lastId = portion.lastId;
      if (portion.seen < PORTION) return round;
    }
  }

  private async portion(turn: PlanningTurn, waiting: Waiting): Promise<Portion> {
    const workloads = await turn.claim(waiting, PORTION);
    const results = await this.plan(turn, workloads);
    const plans = results.flatMap((result) => (result.kind === 'planned' ? [result.plan] : []));
    const putOff = [...putOffsOf(workloads, results), ...(await turn.save(plans))];
    if (putOff.length > 0) await turn.putOff(putOff);
    const faulty = putOff.filter(({ isFault }) => isFault).length;
    return {
      seen: workloads.length,
      planned: results.length - results.filter(({ kind }) => kind === 'kept').length - putOff.length,
      unplaceable: putOff.length - faulty,
      faulty,
      lastId: workloads.at(-1)?.id ?? null,
      startsMs: plans.flatMap(({ segments: [first] }) => (first === undefined ? [] : [first.startMs])),
    };
  }

  private async plan(turn: PlanningTurn, workloads: readonly WaitingWorkload[]): Promise<Planned[]> {
    const nowMs = this.clock.nowMs();
    const ledger = new RoomLedger(this.settings.capKwOf);
    // The running hour counts whole against the cap.
    for (const { region, slot, kw } of await turn.reserved(slotOf(startOfHour(nowMs)))) {
      ledger.enter({ region, runs: [{ from: slot, until: slot + 1 }], powerKw: kw });
    }
    const frame = { nowMs, book: this.book, ledger, minGainPercent: this.settings.minGainPercent };
    return inTurns(workloads, (workload) => planWorkload(workload, frame));
  }
}

/** Those that got no plan, each with its own reason. */
const putOffsOf = (workloads: readonly WaitingWorkload[], results: readonly Planned[]): PutOff[] =>
  workloads.flatMap(({ id }, index) => {
    const result = results[index];
    if (result?.kind !== 'unplaceable' && result?.kind !== 'faulty') return [];
    return [{ workloadId: id, reason: result.reason, isFault: result.kind === 'faulty' }];
  });
