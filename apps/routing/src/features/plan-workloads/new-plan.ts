import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import { valueAt } from '@ecobe/placement';
import type { Placement } from '@ecobe/placement';
import type { NewPlan, PlanDetails, StoredBaseline, WaitingWorkload } from '../../ports/planning-store';
import { choosePlacement } from '../../work/choose-placement';
import type { PlacementFrame, PlacementOptions } from '../../work/choose-placement';
import {
  baselineAnswer,
  exclusionsOf,
  placedAnswer,
  placementWarnings,
  spansOf,
} from '../../work/placement-answer';
import type { RequestedWork } from '../../work/requested-work';
import { explanationOf } from './explanation';

const SHOWN_ALTERNATIVES = 3;

/** What is asked for, and what is known when it is placed. */
export interface Asked {
  readonly work: RequestedWork;
  readonly placing: PlacementFrame;
}

/** The first of the options with all that is to be told of it. */
export function planOf(
  workload: WaitingWorkload,
  { work, placing, options: { placements, refusals } }: Asked & { options: PlacementOptions },
): NewPlan {
  const [best, ...others] = placements;
  if (best === undefined) throw new RangeError('there is no option');
  const baseline = workload.baseline ?? storedBaseline(work, placing);
  const { estimatedCO2 } = baseline.answer;
  const placed = placedAnswer(best, work, placing, estimatedCO2);
  const details: PlanDetails = {
    explanation: explanationOf(placed, baseline.answer, best.isRunNow, aloneG(best, work, placing)),
    placed,
    alternatives: others
      .slice(0, SHOWN_ALTERNATIVES)
      .map((one) => placedAnswer(one, work, placing, estimatedCO2)),
    excluded: exclusionsOf(refusals, work),
    warnings: placementWarnings(placements, work, placing),
  };
  const reservation = best.isRunNow ? null : { region: best.region, runs: best.runs, powerKw: work.powerKw };
  const place = { region: best.region, zone: placed.zone, segments: spansOf(best, work, placing.nowMs) };
  return { ...place, ...next(workload, placing), reservation, reason: null, baseline, details };
}

/** What it would emit if it had all room for itself, gCO2eq; null where room is not scarce. */
function aloneG(best: Placement, work: RequestedWork, placing: PlacementFrame): number | null {
  if (placing.pricing == null) return null;
  const [alone] = choosePlacement(work, { ...placing, room: null, pricing: null }).placements;
  return alone === undefined || alone.weighed >= best.weighed ? null : alone.expectedG;
}

/** What any new plan of a workload has. */
export const next = ({ id, planNumber, current }: WaitingWorkload, { nowMs }: { nowMs: number }) => ({
  workloadId: id,
  number: planNumber + 1,
  plannedAtMs: nowMs,
  replaced: current?.reservation ?? null,
});

/** What the workload is compared with, by the forecast of its first plan. */
export function storedBaseline(work: RequestedWork, frame: PlacementFrame): StoredBaseline {
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
