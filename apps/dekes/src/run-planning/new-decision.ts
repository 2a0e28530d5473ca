import { ProblemError } from '@ecobe/contracts';
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

/** 409 `IDEMPOTENCY_KEY_REUSED` */
export const keyReused = (): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'IDEMPOTENCY_KEY_REUSED',
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used before with another request.',
  });

/** The answer that stands under a key. @throws ProblemError 409 where it answered another request */
export function recordedAnswer<Answer>(recorded: Recorded, requestHash: string): Answer {
  if (recorded.requestHash !== requestHash) throw keyReused();
  return JSON.parse(recorded.answer) as Answer;
}
