import { HOUR_MS, startOfHour, toIso } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { PlacementExclusion } from '@ecobe/contracts';
import { valueAt } from '@ecobe/placement';
import type { RoomLedger } from '@ecobe/placement';
import type { NewPlan, PlanDetails, StoredBaseline, WaitingWorkload } from '../../ports/planning-store';
import { choosePlacement } from '../../work/choose-placement';
import type { PlacementFrame } from '../../work/choose-placement';
import type { OutlookBook } from '../../work/outlook-book';
import {
  baselineAnswer,
  exclusionsOf,
  placedAnswer,
  placementWarnings,
  spansOf,
} from '../../work/placement-answer';
import { requestedWork } from '../../work/requested-work';
import type { RequestedWork } from '../../work/requested-work';
import { explanationOf } from './explanation';

const SHOWN_ALTERNATIVES = 3;
/** Work that nothing is forecast for waits for a forecast until this long before its last start, and then runs at home. */
const RESERVE_MS = HOUR_MS;

export interface PlanningFrame {
  readonly nowMs: number;
  readonly book: OutlookBook;
  readonly ledger: RoomLedger;
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
  try {
    return newPlan(workload, frame);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'faulty', reason: `it cannot be planned: ${message}` };
  }
}

function newPlan(workload: WaitingWorkload, frame: PlanningFrame): Planned {
  const { ledger } = frame;
  const work = requestedWork(workload.request, workload.acceptedAtMs);
  const nowMs = Math.min(frame.nowMs, work.lastStartMs);
  const arrivalGPerKwh = workload.baseline?.hourlyGPerKwh?.[0] ?? null;
  const placing: PlacementFrame = { ...frame, nowMs, room: ledger, arrivalGPerKwh };
  const { placements, refusals } = choosePlacement(work, placing);
  const [best, ...others] = placements;
  const excluded = exclusionsOf(refusals, work);
  if (best === undefined || isSame(spansOf(best, work, nowMs), best.region, workload)) {
    if (workload.current !== null) return { kind: 'kept' };
    return withoutForecast(workload, work, placing, excluded);
  }
  const baseline = workload.baseline ?? storedBaseline(work, placing);
  const { estimatedCO2 } = baseline.answer;
  const placed = placedAnswer(best, work, placing, estimatedCO2);
  const details: PlanDetails = {
    explanation: explanationOf(placed, baseline.answer, best.isRunNow),
    placed,
    alternatives: others
      .slice(0, SHOWN_ALTERNATIVES)
      .map((one) => placedAnswer(one, work, placing, estimatedCO2)),
    excluded,
    warnings: placementWarnings(placements, work, placing),
  };
  const reservation = best.isRunNow ? null : { region: best.region, runs: best.runs, powerKw: work.powerKw };
  const place = { region: best.region, zone: placed.zone, segments: spansOf(best, work, nowMs) };
  const plan = { ...place, ...next(workload, frame), reservation, reason: null, baseline, details };
  return { kind: 'planned', plan };
}

const next = ({ id, planNumber, current }: WaitingWorkload, { nowMs }: { nowMs: number }) => ({
  workloadId: id,
  number: planNumber + 1,
  plannedAtMs: nowMs,
  replaced: current?.reservation ?? null,
});

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

function storedBaseline(work: RequestedWork, frame: PlacementFrame): StoredBaseline {
  const forecast = frame.book.forecastOf(work.home, work.basis);
  const series = forecast === undefined ? null : frame.book.seriesOf(forecast);
  const firstMs = startOfHour(work.arrivalMs);
  const count = Math.ceil((work.arrivalMs + work.durationMs - firstMs) / HOUR_MS);
  return {
    answer: baselineAnswer(work, frame),
    hourlyGPerKwh:
      series && Array.from({ length: count }, (_, hour) => valueAt(series, firstMs + hour * HOUR_MS)),
  };
}
