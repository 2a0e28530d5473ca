import { toIso } from '@ecobe/carbon';
import type { WorkloadEmissions } from '@ecobe/contracts';
import type { Settlement, WorkloadToSettle } from '../../ports/settling-store';
import type { EmittedWork } from './emitted-work';

/** Counted at home from its arrival on, in the hours observed. docs/formulas/avoided-emissions.md */
const BASELINE_METHOD = 'run-at-home-on-arrival';
const DATE_LENGTH = 'yyyy-mm-dd'.length;

/** What the emission log is told of a settlement. Observations know when they were known, so the day names their edition. */
export const emissionsOf = (
  organizationId: string,
  { id, request, completion }: WorkloadToSettle,
  { energyQuality, baselineG }: Settlement,
  { parts, basis, quality, source }: EmittedWork,
  { revision, nowMs }: { readonly revision: number; readonly nowMs: number },
): WorkloadEmissions => ({
  ...{ organizationId, workloadId: id, revision, workloadType: request.workloadType ?? null },
  ...{ method: 'location-based', source, quality },
  factorVersion: `${basis}, as known on ${toIso(nowMs).slice(0, DATE_LENGTH)}`,
  energyQuality: energyQuality === 'measured' ? 'measured' : 'estimated',
  parts: [...parts],
  functionalUnit: completion?.functionalUnit ?? null,
  // What hardware it ran on, nobody told.
  embodiedG: null,
  baseline: { emissionsG: baselineG, method: BASELINE_METHOD },
});
