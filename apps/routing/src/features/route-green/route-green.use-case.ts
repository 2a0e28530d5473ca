import { randomUUID } from 'node:crypto';
import type { Clock } from '@ecobe/carbon';
import { ProblemError, idempotencyKeyReused } from '@ecobe/contracts';
import type { GridSnapshotReader, RouteGreenRequest } from '@ecobe/contracts';
import { decideRoute, isRoute } from '@ecobe/placement';
import type { NoRoute } from '@ecobe/placement';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { DecisionRecord, DecisionStore } from '../../ports/decision-store';
import { routeInputs } from './route-inputs';

const ROUTE_GREEN_OPERATION = 'route-green';

const noEligibleRegion = ({ excluded }: NoRoute): ProblemError =>
  new ProblemError({
    status: 422,
    code: 'NO_ELIGIBLE_REGION',
    title: 'No eligible region',
    detail: `No region can be chosen: ${excluded.map(({ region, reason }) => `${region}: ${reason}`).join('; ')}`,
    extensions: { excluded },
  });

/** Chooses the region for a workload, from what this process knows of the grid, and records the decision. */
export class RouteGreenUseCase {
  constructor(
    private readonly grid: GridSnapshotReader,
    private readonly decisions: DecisionStore,
    private readonly clock: Clock,
    private readonly settings: { readonly defaultMaxCarbonGPerKwh: number },
  ) {}

  /**
   * JSON text of the decision, once it is durable; under a key that was used before, that of the one made then.
   * @throws ProblemError as the contract of the operation lists
   */
  async execute(request: RouteGreenRequest, idempotencyKey: string = randomUUID()): Promise<string> {
    const nowMs = this.clock.nowMs();
    const decisionId = newTimeOrderedId(nowMs);
    const { defaultMaxCarbonGPerKwh } = this.settings;
    const inputs = routeInputs(request, { decisionId, nowMs, grid: this.grid, defaultMaxCarbonGPerKwh });
    const hash = requestHash(ROUTE_GREEN_OPERATION, request);
    const outcome = decideRoute(inputs);
    if (!isRoute(outcome)) return this.earlierAnswer(idempotencyKey, hash, outcome);
    const stored = await this.decisions.record({
      decisionId,
      operation: ROUTE_GREEN_OPERATION,
      idempotencyKey,
      requestHash: hash,
      decidedAtMs: nowMs,
      inputs: JSON.stringify({ ...inputs, request }),
      outcome: JSON.stringify(outcome),
    });
    return answerOf(stored, hash);
  }

  /** What cannot be decided any more may have been decided before, when the grid was another. */
  private async earlierAnswer(key: string, hash: string, refusal: NoRoute): Promise<string> {
    const stored = await this.decisions.findByKey(key);
    if (stored === null) throw noEligibleRegion(refusal);
    return answerOf(stored, hash);
  }
}

function answerOf(stored: DecisionRecord, hash: string): string {
  if (stored.requestHash !== hash) throw idempotencyKeyReused();
  return stored.outcome;
}
