import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { ObservedIntensity } from '../../ports/observed-intensity';
import type {
  Settlement,
  SettlingStore,
  StandingSettlement,
  WorkloadToSettle,
} from '../../ports/settling-store';
import { emissionsOf } from './emissions-of';
import { emittedWork } from './emitted-work';
import { ObservedHours } from './observed-hours';
import type { NotObserved } from './observed-hours';
import { settlementOf } from './settlement-of';

const PORTION = 500;
/** Who has not reported its end by then is settled as planned; a later report settles it anew. */
const SILENCE_MS = HOUR_MS;
/** How long back settled work is looked at again for revised observations: every hour, and every day. */
const RECENT_MS = 2 * DAY_MS;
const ALL_MS = 45 * DAY_MS;

export interface SettlingRound {
  readonly settled: number;
  readonly left: number;
}

/** Replaces forecasts by observations once they are there, and again when they were revised. */
export class SettleWorkloadsUseCase {
  constructor(
    private readonly store: SettlingStore,
    private readonly observed: ObservedIntensity,
    private readonly clock: Clock,
  ) {}

  /**
   * One that cannot be settled is left with its reason, and keeps nobody else from it.
   * @throws ProblemError 503 while ingestion is away; what was settled before stays
   */
  async settle(howFarBack: 'recent' | 'all'): Promise<SettlingRound> {
    const nowMs = this.clock.nowMs();
    const settledFromMs = nowMs - (howFarBack === 'recent' ? RECENT_MS : ALL_MS);
    const round = { settled: 0, left: 0 };
    const hours = new ObservedHours(this.observed);
    let afterId: string | null = null;
    for (;;) {
      const ended = { silentBeforeMs: nowMs - SILENCE_MS, settledFromMs };
      const workloads: WorkloadToSettle[] = await this.store.toSettle(ended, afterId, PORTION);
      const { settled, left } = await this.portion(workloads, hours, nowMs);
      hours.forgetSpans();
      round.settled += settled;
      round.left += left;
      afterId = workloads.at(-1)?.id ?? null;
      if (workloads.length < PORTION) return round;
    }
  }

  private async portion(
    workloads: readonly WorkloadToSettle[],
    hours: ObservedHours,
    nowMs: number,
  ): Promise<SettlingRound> {
    const left: { id: string; reason: string }[] = [];
    let settled = 0;
    for (const workload of workloads) {
      const result = await this.one(workload, hours, nowMs);
      if (result === 'settled') settled += 1;
      else if (result !== 'same') left.push({ id: workload.id, reason: result.reason });
    }
    if (left.length > 0)
      await this.store.leave(
        left.map(({ id }) => id),
        left.map(({ reason }) => reason),
      );
    return { settled, left: left.length };
  }

  private async one(
    workload: WorkloadToSettle,
    hours: ObservedHours,
    nowMs: number,
  ): Promise<'settled' | 'same' | NotObserved> {
    const result = await settlementOf(workload, hours);
    if ('reason' in result) return result;
    const { settlement, known } = result;
    const organizationId = workload.request.organizationId ?? null;
    if (!isNews(settlement, workload.newest, organizationId !== null)) return 'same';
    const revision = (workload.newest?.revision ?? 0) + 1;
    const emitted = organizationId === null ? null : await emittedWork(workload.zone, known, result, hours);
    if (emitted !== null && 'reason' in emitted) return emitted;
    const emissions =
      organizationId === null || emitted === null
        ? null
        : emissionsOf(organizationId, workload, settlement, emitted, { revision, nowMs });
    await this.store.settle(workload.id, revision, settlement, emissions, nowMs);
    return 'settled';
  }
}

const ROUNDING = 1e-9;
const differs = (a: number, b: number): boolean => Math.abs(a - b) > ROUNDING * Math.max(1, Math.abs(a));

/** Whether a settlement says anything that the newest one does not, or that the emission log was not told. */
function isNews(settlement: Settlement, newest: StandingSettlement | null, isToBeLogged: boolean): boolean {
  return (
    newest === null ||
    (isToBeLogged && !newest.isLogged) ||
    settlement.energyQuality !== newest.energyQuality ||
    settlement.quality !== newest.quality ||
    differs(settlement.energyKwh, newest.energyKwh) ||
    differs(settlement.emittedG, newest.emittedG) ||
    differs(settlement.baselineG, newest.baselineG)
  );
}
