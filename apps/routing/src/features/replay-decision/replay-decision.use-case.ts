import { ProblemError } from '@ecobe/contracts';
import type { ReplayAnswer } from '@ecobe/contracts';
import { decideRoute, isRoute } from '@ecobe/placement';
import type { RouteInputs } from '@ecobe/placement';
import type { DecisionStore } from '../../ports/decision-store';
import { decisionNotFound } from '../read-decision/read-decision.use-case';
import { sha256 } from '@ecobe/platform';

const KNOWN_VERSION: RouteInputs['version'] = 2;

const notReplayable = (detail: string): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'DECISION_NOT_REPLAYABLE',
    title: 'Decision not replayable',
    detail,
  });

/** Makes a decision again from nothing but its stored inputs, and compares the two texts. */
export class ReplayDecisionUseCase {
  constructor(private readonly decisions: DecisionStore) {}

  /** @throws ProblemError 404 `DECISION_NOT_FOUND`, 409 `DECISION_NOT_REPLAYABLE` when the inputs cannot be decided on */
  async execute(decisionId: string): Promise<ReplayAnswer> {
    const stored = await this.decisions.findById(decisionId);
    if (stored === null) throw decisionNotFound(decisionId);
    const result = this.decideAgain(stored.inputs);
    const text = JSON.stringify(result);
    return {
      decisionId,
      identical: text === stored.outcome,
      storedSha256: sha256(stored.outcome),
      replayedSha256: sha256(text),
      outcome: isRoute(result) ? result : null,
    };
  }

  private decideAgain(text: string): ReturnType<typeof decideRoute> {
    try {
      const inputs = JSON.parse(text) as RouteInputs;
      if (inputs.version === KNOWN_VERSION) return decideRoute(inputs);
    } catch {
      throw notReplayable('The stored inputs cannot be decided on: they are not what this service wrote.');
    }
    throw notReplayable(`Only decisions under version ${KNOWN_VERSION} of the rules can be made again here.`);
  }
}
