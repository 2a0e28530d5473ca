import { toIso } from '@ecobe/carbon';
import type { StoredWorkload } from '../../ports/dekes-workload';
import type { Settlement, StandingSettlement } from '../../ports/settlement';
import type { OutgoingMessage } from '../../ports/workload-store';

/**
 * What DEKES is told of a settlement: what a query of its own emitted, once it said that the query ran, and again under a key
 * of its own when observations were corrected. A plan is never told as what was emitted, nor is DEKES told what it told us.
 */
export function reportsOf(
  { id, queryId, reportedG }: StoredWorkload,
  { actualG, energyQuality, settledMs }: Settlement,
  earlier: StandingSettlement | null,
): OutgoingMessage[] {
  if (queryId === null || reportedG !== null || energyQuality === 'planned') return [];
  if (earlier?.energyQuality === energyQuality && earlier.actualG === actualG) return [];
  const key = `${id}:report:${(earlier?.revision ?? 0) + 1}`;
  const body = { queryId, actualCO2: actualG, timestamp: toIso(settledMs) };
  return [{ key, kind: 'report', workloadId: id, body, createdMs: settledMs }];
}
