import { randomUUID } from 'node:crypto';
import { MINUTE_MS, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { requestedRegions } from '@ecobe/contracts';
import type { GridSnapshotReader, RouteRunAnswer, RouteRunRequest } from '@ecobe/contracts';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { DekesPolicy } from '../../dekes.config';
import type { WorkloadStore } from '../../ports/workload-store';
import { candidatesOf, withHome } from '../../run-planning/candidate';
import { EMPTY_DECISION, recordedAnswer } from '../../run-planning/new-decision';
import { neededHours, planRun } from '../../run-planning/plan-run';
import type { RunPlan } from '../../run-planning/plan-run';
import { carbonDelta, evidenceOf, runEstimate } from '../../run-planning/run-evidence';
import type { RunRoom } from '../../run-planning/run-room';
import { workOfMinutes } from '../../run-planning/run-work';
import type { RunWork } from '../../run-planning/run-work';
import { runFacts, storedBaseline, storedPlacement } from '../../run-planning/stored-run';
import { delayEvents } from './delay-event';

const OPERATION = 'dekes-route';

/** Whether a run goes on now, elsewhere, or later within the caller's tolerance. */
export class RouteRunUseCase {
  constructor(
    private readonly grid: GridSnapshotReader,
    private readonly workloads: WorkloadStore,
    private readonly clock: Clock,
    private readonly policy: DekesPolicy,
    private readonly room: RunRoom,
  ) {}

  /** @throws ProblemError as the contract of the operation lists */
  async execute(request: RouteRunRequest, idempotencyKey: string = randomUUID()): Promise<RouteRunAnswer> {
    const hash = requestHash(OPERATION, request);
    const earlier = await this.workloads.findRecorded(idempotencyKey, request.organizationId);
    if (earlier !== null) return recordedAnswer(earlier, hash);
    const nowMs = this.clock.nowMs();
    const regions = withHome(requestedRegions(request.candidateRegions, '/candidateRegions'));
    const home = regions[0].name;
    const work = workOfMinutes(request.durationMinutes, this.policy.figures);
    const latestStartMs = nowMs + (request.delayToleranceMinutes ?? 0) * MINUTE_MS;
    const room = await this.room.at(nowMs);
    const plan = planRun(candidatesOf(regions, this.grid, nowMs, neededHours(work.minutes)), work, {
      ...{ nowMs, arrivalMs: nowMs, latestStartMs, room, isAwaited: true },
      minGainPercent: this.policy.minGainPercent,
    });
    const id = newTimeOrderedId(nowMs);
    const placement = storedPlacement(plan, home, { nowMs, latestStartMs });
    this.room.enter(id, placement, work);
    const answer = answerOf(id, placement.action, plan, work, nowMs);
    const recorded = await this.workloads.record(
      {
        ...EMPTY_DECISION,
        ...{ id, kind: 'route', status: 'decided', createdMs: nowMs, idempotencyKey, requestHash: hash },
        organizationId: request.organizationId,
        workloadType: request.workloadType,
        run: runFacts(request.candidateRegions, work),
        placement,
        baseline: storedBaseline(plan.baseline, work),
        answer: JSON.stringify(answer),
      },
      delayEvents(answer, request.organizationId, nowMs),
    );
    return recordedAnswer(recorded, hash);
  }
}

function answerOf(
  decisionId: string,
  action: RouteRunAnswer['action'],
  plan: RunPlan,
  work: RunWork,
  nowMs: number,
): RouteRunAnswer {
  const { region, startAt, estimatedCO2, estimatedEnergyKwh, carbonIntensity } = runEstimate(
    plan.chosen,
    work,
    nowMs,
  );
  const expected_minutes = Math.ceil((plan.chosen.startMs - nowMs) / MINUTE_MS);
  return {
    decisionId,
    action,
    selectedRegion: region,
    ...(action === 'delay' ? { predicted_clean_window: { expected_minutes, region, startAt } } : {}),
    ...carbonDelta(plan),
    ...{ estimatedCO2, estimatedEnergyKwh, carbonIntensity },
    timestamp: toIso(nowMs),
    ...evidenceOf(plan, work, nowMs),
  };
}
