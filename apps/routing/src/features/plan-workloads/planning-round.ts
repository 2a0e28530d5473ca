import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { RoomLedger, RoomPrices, slotOf } from '@ecobe/placement';
import type { PlanningTurn, PutOff, ReservedSlot, WaitingWorkload } from '../../ports/planning-store';
import { pricingOf } from '../../work/outlook-book';
import type { OutlookBook } from '../../work/outlook-book';
import type { Planned, PlanningFrame } from './plan-workload';

interface PlanSettings {
  readonly minGainPercent: number;
  /** Mean kW that plans may draw in a region at any hour; null without a limit. */
  readonly capKwOf: (region: string) => number | null;
  /** Whether any region has one. */
  readonly isCapped: boolean;
}

/** How many were looked at, and what came of it. */
export interface PlanningRound {
  readonly seen: number;
  readonly planned: number;
  readonly unplaceable: number;
  /** Planning them went wrong. */
  readonly faulty: number;
}

/** What planners go by. */
export interface PlanningKnowledge {
  readonly book: OutlookBook;
  readonly clock: Clock;
  readonly settings: PlanSettings;
}

/** All that is reserved, from the start of the running hour on: it counts whole against the cap. */
export const reservedFrom = (nowMs: number): number => slotOf(startOfHour(nowMs));

export function ledgerOf(
  reserved: readonly ReservedSlot[],
  capKwOf: (region: string) => number | null,
): RoomLedger {
  const ledger = new RoomLedger(capKwOf);
  for (const { region, slot, kw } of reserved)
    ledger.enter({ region, runs: [{ from: slot, until: slot + 1 }], powerKw: kw });
  return ledger;
}

/** What a turn plans by: what is really reserved, and the prices of scarce room. */
export async function frameOf(
  turn: PlanningTurn,
  { book, clock, settings }: PlanningKnowledge,
): Promise<PlanningFrame> {
  const nowMs = clock.nowMs();
  const ledger = ledgerOf(await turn.reserved(reservedFrom(nowMs)), settings.capKwOf);
  const prices = settings.isCapped
    ? RoomPrices.from(await turn.prices(startOfHour(nowMs) / HOUR_MS))
    : RoomPrices.NONE;
  const pricing = settings.isCapped ? pricingOf(prices) : null;
  return { nowMs, book, ledger, pricing, minGainPercent: settings.minGainPercent };
}

/** A portion with what came of each of its workloads. */
export interface PlannedPortion {
  readonly workloads: readonly WaitingWorkload[];
  readonly results: readonly Planned[];
}

/** What a portion has changed. */
interface Kept extends PlanningRound {
  /** Starts (epoch ms) of what was planned. */
  readonly startsMs: readonly number[];
  /** Those that got no plan. */
  readonly putOff: readonly PutOff[];
  /** Some plans were not kept, so that what was made of the next portion rests on room that is not there. */
  readonly isRefused: boolean;
}

/** Writes what came of a portion; those that got no plan are put off, each with its own reason. */
export async function keepPortion(turn: PlanningTurn, { workloads, results }: PlannedPortion): Promise<Kept> {
  const plans = results.flatMap((result) => (result.kind === 'planned' ? [result.plan] : []));
  const refused = await turn.save(plans);
  const putOff = [...putOffsOf(workloads, results), ...refused];
  if (putOff.length > 0) await turn.putOff(putOff);
  const faulty = putOff.filter(({ isFault }) => isFault).length;
  return {
    ...{ putOff, seen: workloads.length },
    planned: plans.length - refused.length,
    unplaceable: putOff.length - faulty,
    faulty,
    startsMs: plans.flatMap(({ segments: [first] }) => (first === undefined ? [] : [first.startMs])),
    isRefused: refused.length > 0,
  };
}

function putOffsOf(workloads: readonly WaitingWorkload[], results: readonly Planned[]): PutOff[] {
  return workloads.flatMap(({ id }, index) => {
    const result = results[index];
    if (result?.kind !== 'unplaceable' && result?.kind !== 'faulty') return [];
    return [{ workloadId: id, reason: result.reason, isFault: result.kind === 'faulty' }];
  });
}

export const NOTHING: PlanningRound = { seen: 0, planned: 0, unplaceable: 0, faulty: 0 };

export const sumOf = (a: PlanningRound, b: PlanningRound): PlanningRound => ({
  seen: a.seen + b.seen,
  planned: a.planned + b.planned,
  unplaceable: a.unplaceable + b.unplaceable,
  faulty: a.faulty + b.faulty,
});
