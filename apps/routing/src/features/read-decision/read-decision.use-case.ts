import { toIso } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { DecisionAnswer, RouteGreenAnswer } from '@ecobe/contracts';
import type { DecisionStore } from '../../ports/decision-store';

/** 404 `DECISION_NOT_FOUND` */
export const decisionNotFound = (decisionId: string): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'DECISION_NOT_FOUND',
    title: 'Decision not found',
    detail: `There is no decision ${decisionId}.`,
  });

/** Shows a decision with all that it rested on. */
export class ReadDecisionUseCase {
  constructor(private readonly decisions: DecisionStore) {}

  /** @throws ProblemError 404 `DECISION_NOT_FOUND` */
  async execute(decisionId: string): Promise<DecisionAnswer> {
    const stored = await this.decisions.findById(decisionId);
    if (stored === null) throw decisionNotFound(decisionId);
    return {
      decisionId: stored.decisionId,
      operation: stored.operation,
      decidedAt: toIso(stored.decidedAtMs),
      inputs: JSON.parse(stored.inputs) as Record<string, unknown>,
      outcome: JSON.parse(stored.outcome) as RouteGreenAnswer,
    };
  }
}
