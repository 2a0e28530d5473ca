import { randomUUID } from 'node:crypto';
import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { DEFAULT_DEKES_REGIONS, requestedRegions } from '@ecobe/contracts';
import type { GridSnapshotReader, OptimizeQueryAnswer, OptimizeQueryRequest } from '@ecobe/contracts';
import type { RoomLedger } from '@ecobe/placement';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { DekesPolicy } from '../../dekes.config';
import type { WorkloadStore } from '../../ports/workload-store';
import { budgetEvents } from '../../run-planning/budget-event';
import { candidatesOf, withHome } from '../../run-planning/candidate';
import type { Candidates } from '../../run-planning/candidate';
import { EMPTY_DECISION, recordedAnswer } from '../../run-planning/new-decision';
import { neededHours, planRun } from '../../run-planning/plan-run';
import type { RunPlan } from '../../run-planning/plan-run';
import { carbonDelta, evidenceOf, runEstimate } from '../../run-planning/run-evidence';
import type { RunRoom } from '../../run-planning/run-room';
import { workOfResults } from '../../run-planning/run-work';
import type { RunWork } from '../../run-planning/run-work';
import { runFacts, storedBaseline, storedPlacement } from '../../run-planning/stored-run';

const OPERATION = 'dekes-optimize';
/** How far ahead a time is looked for that keeps the budget. */
const LOOK_AHEAD_MS = 24 * HOUR_MS;

/** The region for a query now, or the cleanest time of the next day where now would break its budget. */
export class OptimizeQueryUseCase {
  constructor(
    private readonly grid: GridSnapshotReader,
    private readonly workloads: WorkloadStore,
    private readonly clock: Clock,
    private readonly policy: DekesPolicy,
    private readonly room: RunRoom,
  ) {}

  /** @throws ProblemError as the contract of the operation lists */
  async execute(
    request: OptimizeQueryRequest,
    idempotencyKey: string = randomUUID(),
  ): Promise<OptimizeQueryAnswer> {
    const hash = requestHash(OPERATION, request);
    const earlier = await this.workloads.findRecorded(idempotencyKey, this.policy.organizationId);
    if (earlier !== null) return recordedAnswer(earlier, hash);
    const nowMs = this.clock.nowMs();
    const regions = withHome(requestedRegions(request.regions ?? DEFAULT_DEKES_REGIONS, '/regions'));
    const work = workOfResults(request.query.estimatedResults, this.policy.figures);
    const candidates = candidatesOf(regions, this.grid, nowMs, neededHours(work.minutes));
    const room = await this.room.at(nowMs);
    const plan = this.plan(candidates, work, request.carbonBudget ?? null, { nowMs, room });
    const id = newTimeOrderedId(nowMs);
    const placement = storedPlacement(plan, regions[0].name, { nowMs, latestStartMs: nowMs + LOOK_AHEAD_MS });
    this.room.enter(id, placement, work);
    const answer = answerOf(id, request, plan, work, nowMs);
    const { organizationId } = this.policy;
    const budgetG = request.carbonBudget ?? null;
    const recorded = await this.workloads.record(
      {
        ...EMPTY_DECISION,
        ...{ id, kind: 'optimize', status: 'decided', createdMs: nowMs, idempotencyKey, requestHash: hash },
        ...{ queryId: request.query.id, queryString: request.query.query, organizationId, budgetG },
        run: runFacts(
          regions.map(({ name }) => name),
          work,
        ),
        placement,
        baseline: storedBaseline(plan.baseline, work),
        answer: JSON.stringify(answer),
      },
      budgetEvents({
        ...{ workloadId: id, organizationId, of: 'expected', limitG: budgetG, nowMs },
        usedG: plan.chosen.expectedG,
      }),
    );
    return recordedAnswer(recorded, hash);
  }

  private plan(
    candidates: Candidates,
    work: RunWork,
    budgetG: number | null,
    { nowMs, room }: { readonly nowMs: number; readonly room: RoomLedger },
  ): RunPlan {
    const terms = {
      nowMs,
      arrivalMs: nowMs,
      minGainPercent: this.policy.minGainPercent,
      room,
      isAwaited: true,
    };
    const now = planRun(candidates, work, { ...terms, latestStartMs: nowMs });
    if (budgetG === null || now.chosen.expectedG <= budgetG) return now;
    return planRun(candidates, work, { ...terms, latestStartMs: nowMs + LOOK_AHEAD_MS });
  }
}

function answerOf(
  decisionId: string,
  { query, carbonBudget }: OptimizeQueryRequest,
  plan: RunPlan,
  work: RunWork,
  nowMs: number,
): OptimizeQueryAnswer {
  const chosen = runEstimate(plan.chosen, work, nowMs);
  const { region, estimatedCO2, estimatedEnergyKwh, carbonIntensity } = chosen;
  return {
    decisionId,
    queryId: query.id,
    selectedRegion: region,
    estimatedCO2,
    ...(plan.chosen.startMs > nowMs ? { scheduledTime: chosen.startAt } : {}),
    estimatedEnergyKwh,
    carbonIntensity,
    carbonBudget: carbonBudget ?? null,
    withinBudget: carbonBudget === undefined ? null : estimatedCO2 <= carbonBudget,
    ...carbonDelta(plan),
    timestamp: toIso(nowMs),
    ...evidenceOf(plan, work, nowMs),
  };
}
