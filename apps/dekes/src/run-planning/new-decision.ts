import { idempotencyKeyReused } from '@ecobe/contracts';
import type { DekesWorkload } from '../ports/dekes-workload';
import type { Recorded } from '../ports/workload-store';

/** What most decisions leave empty. */
export const EMPTY_DECISION = {
  batchId: null,
  position: null,
  queryId: null,
  queryString: null,
  organizationId: null,
  workloadType: null,
  budgetG: null,
  callbackUrl: null,
} satisfies Partial<DekesWorkload>;

/** The answer that stands under a key. @throws ProblemError 422 where it answered another request */
export function recordedAnswer<Answer>(recorded: Recorded, requestHash: string): Answer {
  if (recorded.requestHash !== requestHash) throw idempotencyKeyReused();
  return JSON.parse(recorded.answer) as Answer;
}
