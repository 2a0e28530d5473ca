import { HOUR_MS } from '@ecobe/carbon';
import type { DekesAction } from '@ecobe/contracts';
import type { RunFacts, RunPlacement, StoredBaseline } from '../ports/dekes-workload';
import { qualityTierOf } from './run-evidence';
import type { PlannedRun, RunPlan } from './plan-run';
import type { RunWork } from './run-work';

const hourOf = (instantMs: number): number => Math.floor(instantMs / HOUR_MS);

/** What avoided emissions will be counted against, with the forecast of its hours as it was at the decision. */
export function storedBaseline(baseline: PlannedRun | null, { minutes }: RunWork): StoredBaseline | null {
  if (baseline === null) return null;
  const { candidate, startMs, endMs, expectedG } = baseline;
  const { region, pue, hours } = candidate;
  const from = hourOf(startMs) - hours.firstHour;
  const until = hourOf(endMs - 1) - hours.firstHour + 1;
  return {
    ...{ region: region.name, zone: region.zone, pue, startMs, minutes, expectedG },
    firstHourMs: hourOf(startMs) * HOUR_MS,
    gPerKwh: hours.gPerKwh.slice(from, until),
  };
}

/** execute: now in the first region; reroute: now in another; delay: later, wherever. */
function actionOf({ chosen }: RunPlan, homeName: string, nowMs: number): DekesAction {
  if (chosen.startMs > nowMs) return 'delay';
  return chosen.candidate.region.name === homeName ? 'execute' : 'reroute';
}

/** The plan as it is kept. */
export function storedPlacement(
  plan: RunPlan,
  homeName: string,
  times: { readonly nowMs: number; readonly latestStartMs: number },
): RunPlacement {
  const { candidate, startMs, endMs, expectedG } = plan.chosen;
  return {
    action: actionOf(plan, homeName, times.nowMs),
    region: candidate.region.name,
    zone: candidate.region.zone,
    ...{ startMs, endMs, expectedG },
    latestStartMs: times.latestStartMs,
    qualityTier: qualityTierOf(plan, times.nowMs),
  };
}

export const runFacts = (regions: readonly string[], work: RunWork): RunFacts => ({
  regions,
  minutes: work.minutes,
  results: work.results,
  energyKwh: work.energyKwh,
});
