import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { PlacementExclusion } from '@ecobe/contracts';
import type { Placement, RoomLedger } from '@ecobe/placement';
import type { NewPlan, WaitingWorkload } from '../../ports/planning-store';
import { choosePlacement } from '../../work/choose-placement';
import type { PlacementFrame } from '../../work/choose-placement';
import type { OutlookBook, Pricing } from '../../work/outlook-book';
import { exclusionsOf, spansOf } from '../../work/placement-answer';
import { requestedWork } from '../../work/requested-work';
import type { RequestedWork } from '../../work/requested-work';
import { next, planOf, storedBaseline } from './new-plan';
import type { Asked } from './new-plan';

/** Work that nothing is forecast for waits for a forecast until this long before its last start, and then runs at home. */
const RESERVE_MS = HOUR_MS;

export interface PlanningFrame {
  readonly nowMs: number;
  readonly book: OutlookBook;
  readonly ledger: RoomLedger;
  /** What room is worth to others; null where there is enough for all. */
  readonly pricing: Pricing | null;
  readonly minGainPercent: number;
}

export type Planned =
  | { readonly kind: 'planned'; readonly plan: NewPlan }
  /** The plan that stands is as good as any. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'unplaceable'; readonly reason: string }
  /** Planning it went wrong; a plan that stands stays. */
  | { readonly kind: 'faulty'; readonly reason: string };

/**
 * Plans one workload, at first or anew, and enters what that reserves into the ledger. Never throws: others wait for
 * their plans behind it.
 */
export function planWorkload(workload: WaitingWorkload, frame: PlanningFrame): Planned {
  const { ledger } = frame;
  const own = workload.current?.reservation ?? null;
  // Given back by entering the negative: a ledger that knows less of it must not stop all planning.
  if (own !== null) ledger.enter({ ...own, powerKw: -own.powerKw });
  const planned = tryPlan(workload, frame);
  const standing = planned.kind === 'planned' ? planned.plan.reservation : own;
  if (standing !== null) ledger.enter(standing);
  return planned;
}

function tryPlan(workload: WaitingWorkload, frame: PlanningFrame): Planned {
  return faultyWhereItThrows(() => newPlan(workload, frame));
}

/**
 * Gives one workload the place that it got when all were planned together, with what was left of the others for it.
 * Never throws.
 * @param frame its ledger holds what all have in the end
 */
export function movePlan(workload: WaitingWorkload, target: Placement, frame: PlanningFrame): Planned {
  return faultyWhereItThrows(() => {
    const { work, placing } = asked(workload, frame);
    const { placements, refusals } = choosePlacement(work, placing);
    const others = placements.filter(({ region }) => region !== target.region);
    const options = { placements: [target, ...others], refusals };
    return { kind: 'planned', plan: planOf(workload, { work, placing, options }) };
  });
}

function faultyWhereItThrows(plan: () => Planned): Planned {
  try {
    return plan();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'faulty', reason: `it cannot be planned: ${message}` };
  }
}

function asked(workload: WaitingWorkload, frame: PlanningFrame): Asked {
  const work = requestedWork(workload.request, workload.acceptedAtMs);
  const nowMs = Math.min(frame.nowMs, work.lastStartMs);
  const arrivalGPerKwh = workload.baseline?.hourlyGPerKwh?.[0] ?? null;
  return { work, placing: { ...frame, nowMs, room: frame.ledger, arrivalGPerKwh } };
}

function newPlan(workload: WaitingWorkload, frame: PlanningFrame): Planned {
  const { work, placing } = asked(workload, frame);
  const options = choosePlacement(work, placing);
  const [best] = options.placements;
  if (best === undefined || isSame(spansOf(best, work, placing.nowMs), best.region, workload)) {
    if (workload.current !== null) return { kind: 'kept' };
    return withoutForecast(workload, work, placing, exclusionsOf(options.refusals, work));
  }
  return { kind: 'planned', plan: planOf(workload, { work, placing, options }) };
}

function isSame(spans: readonly Interval[], region: string, { current }: WaitingWorkload): boolean {
  if (current === null || current.region !== region) return false;
  return (
    spans.length === current.segments.length &&
    spans.every(({ startMs, endMs }, i) => {
      const segment = current.segments[i];
      return segment?.startMs === startMs && segment.endMs === endMs;
    })
  );
}

/** Nobody knows which hour is best, so it waits for a forecast as long as it may, and then runs at home. */
function withoutForecast(
  workload: WaitingWorkload,
  work: RequestedWork,
  placing: PlacementFrame,
  excluded: PlacementExclusion[],
): Planned {
  const reason = excluded.map(({ region, reason: why }) => `${region}: ${why}`).join('; ');
  if (work.lastStartMs - placing.nowMs > RESERVE_MS) return { kind: 'unplaceable', reason };
  const startMs = Math.max(placing.nowMs, work.arrivalMs);
  const { name, zone } = work.home.resolved;
  const explanation = `${name} from ${toIso(startMs)}: nothing is forecast, and it must start before ${toIso(work.lastStartMs)}`;
  const plan: NewPlan = {
    ...next(workload, placing),
    ...{ region: work.home.region, zone, segments: [{ startMs, endMs: startMs + work.durationMs }] },
    ...{ reservation: null, reason, baseline: workload.baseline ?? storedBaseline(work, placing) },
    details: { explanation, placed: null, alternatives: [], excluded, warnings: [] },
  };
  return { kind: 'planned', plan };
}
