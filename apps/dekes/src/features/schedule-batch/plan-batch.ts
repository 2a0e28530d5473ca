import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import type { DekesQuery, DekesWarning, GridSnapshotReader } from '@ecobe/contracts';
import { inTurns, newTimeOrderedId } from '@ecobe/platform';
import type { DekesPolicy } from '../../dekes.config';
import type { RunFacts, RunPlacement, StoredBaseline } from '../../ports/dekes-workload';
import { candidatesOf } from '../../run-planning/candidate';
import type { WithHome } from '../../run-planning/candidate';
import { neededHours, planRun } from '../../run-planning/plan-run';
import { planWarnings } from '../../run-planning/run-evidence';
import type { RunRoom } from '../../run-planning/run-room';
import { workOfResults } from '../../run-planning/run-work';
import { runFacts, storedBaseline, storedPlacement } from '../../run-planning/stored-run';

export interface PlannedQuery {
  readonly id: string;
  readonly query: DekesQuery;
  readonly run: RunFacts;
  readonly placement: RunPlacement;
  readonly baseline: StoredBaseline | null;
}

export interface PlannedBatch {
  readonly queries: readonly PlannedQuery[];
  readonly excluded: readonly object[];
  readonly warnings: readonly DekesWarning[];
}

export interface BatchToPlan {
  readonly queries: readonly DekesQuery[];
  readonly regions: WithHome;
  readonly lookAheadHours: number;
}

/**
 * Plans every query over the forecast, each knowing those before it and all that others have planned; in turns, so that others
 * are answered meanwhile.
 * @throws ProblemError 422 `NO_ELIGIBLE_REGION`
 */
export async function planBatch(
  { queries, regions, lookAheadHours }: BatchToPlan,
  grid: GridSnapshotReader,
  nowMs: number,
  runRoom: RunRoom,
  policy: DekesPolicy,
): Promise<PlannedBatch> {
  const works = queries.map(({ estimatedResults }) => workOfResults(estimatedResults, policy.figures));
  const longest = Math.max(...works.map(({ minutes }) => minutes));
  const candidates = candidatesOf(regions, grid, nowMs, neededHours(longest));
  const names = regions.map(({ name }) => name);
  const warnings = new Map<string, DekesWarning>();
  const room = await runRoom.at(nowMs);
  const planned = await inTurns(queries, (query, index): PlannedQuery => {
    const work = works[index] ?? workOfResults(query.estimatedResults, policy.figures);
    const endMs = nowMs + lookAheadHours * HOUR_MS;
    const latestStartMs = Math.max(nowMs, endMs - work.minutes * MINUTE_MS);
    const { minGainPercent } = policy;
    const plan = planRun(candidates, work, {
      nowMs,
      arrivalMs: nowMs,
      latestStartMs,
      minGainPercent,
      room,
      isAwaited: false,
    });
    const placement = storedPlacement(plan, regions[0].name, { nowMs, latestStartMs });
    const id = newTimeOrderedId(nowMs);
    runRoom.enter(id, placement, work);
    for (const warning of planWarnings(plan, nowMs))
      warnings.set(`${warning.code} ${warning.detail}`, warning);
    return {
      id,
      query,
      run: runFacts(names, work),
      placement,
      baseline: storedBaseline(plan.baseline, work),
    };
  });
  return { queries: planned, excluded: candidates.excluded, warnings: [...warnings.values()] };
}
