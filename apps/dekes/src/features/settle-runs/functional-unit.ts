import type { FunctionalUnit } from '@ecobe/contracts';
import type { StoredWorkload } from '../../ports/dekes-workload';

/**
 * What a run brought: as DEKES counted it, else the one query that it was of, once DEKES said that it ran and did not fail.
 * Null where neither is known: results that were expected are no results.
 */
export function unitOf({
  functionalUnit,
  queryId,
  runStatus,
  reportedG,
}: StoredWorkload): FunctionalUnit | null {
  if (runStatus === 'failed') return null;
  if (functionalUnit !== null) return functionalUnit;
  const ranInFull = runStatus === 'success' || (runStatus === null && reportedG !== null);
  return queryId !== null && ranInFull ? { name: 'queries', count: 1 } : null;
}
