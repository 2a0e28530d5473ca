import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { ProblemError, requestedRegions } from '@ecobe/contracts';
import type { DekesReceipt, GridSnapshotReader } from '@ecobe/contracts';
import type { DekesPolicy } from '../../dekes.config';
import type { RunPlacement } from '../../ports/dekes-workload';
import type { DispatchStore } from '../../ports/dispatch-store';
import type { WaitingRun, WorkloadStore } from '../../ports/workload-store';
import { candidatesOf, withHome } from '../../run-planning/candidate';
import { neededHours, planRun } from '../../run-planning/plan-run';
import type { RunRoom } from '../../run-planning/run-room';
import { storedPlacement } from '../../run-planning/stored-run';

const refused = (status: number, code: string, title: string, detail: string): ProblemError =>
  new ProblemError({ status, code, title, detail });

/** Plans a run that was given up anew, and has its owner called again under the same key. */
export class RetryRunUseCase {
  constructor(
    private readonly runs: Pick<DispatchStore, 'revive'>,
    private readonly workloads: Pick<WorkloadStore, 'find'>,
    private readonly grid: GridSnapshotReader,
    private readonly clock: Clock,
    private readonly policy: DekesPolicy,
    private readonly room: RunRoom,
  ) {}

  /** @throws ProblemError 404 `DECISION_NOT_FOUND`, 409 `NOT_DEAD` or `LAST_START_PASSED`, 422 `NO_ELIGIBLE_REGION` */
  async execute(decisionId: string): Promise<DekesReceipt> {
    const dead = await this.deadRun(decisionId);
    const placement = await this.placed(dead);
    if (await this.runs.revive(decisionId, dead.planNumber + 1, placement))
      return { received: true, decisionId };
    throw refused(409, 'NOT_DEAD', 'Not dead', 'It has just been tried again by another request.');
  }

  private async deadRun(decisionId: string): Promise<WaitingRun> {
    const known = await this.workloads.find(decisionId);
    if (known === null)
      throw refused(404, 'DECISION_NOT_FOUND', 'Decision not found', `There is no decision ${decisionId}.`);
    const { status, run, placement } = known;
    if (status !== 'dead' || run === null || placement === null)
      throw refused(409, 'NOT_DEAD', 'Not dead', `It is ${status}: there is nothing to try again.`);
    if (placement.latestStartMs < this.clock.nowMs()) {
      const detail = `It had to start by ${toIso(placement.latestStartMs)}.`;
      throw refused(409, 'LAST_START_PASSED', 'Last start passed', detail);
    }
    return { ...known, run, placement };
  }

  /** Its old place is given up with it: others may have that room by now. */
  private async placed({ id, createdMs, run, placement }: WaitingRun): Promise<RunPlacement> {
    const { latestStartMs } = placement;
    const nowMs = this.clock.nowMs();
    const regions = withHome(requestedRegions(run.regions, '/regions'));
    const candidates = candidatesOf(regions, this.grid, nowMs, neededHours(run.minutes));
    const { minGainPercent } = this.policy;
    const room = await this.room.at(nowMs);
    const work = { ...run, assumptions: [] };
    const terms = { nowMs, arrivalMs: createdMs, latestStartMs, minGainPercent, room, isAwaited: false };
    const plan = planRun(candidates, work, terms);
    const placed = storedPlacement(plan, regions[0].name, { nowMs, latestStartMs });
    this.room.enter(id, placed, run);
    return placed;
  }
}
