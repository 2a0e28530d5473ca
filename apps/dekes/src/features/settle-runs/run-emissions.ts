import { toIso } from '@ecobe/carbon';
import type { WorkloadEmissions } from '@ecobe/contracts';
import { emittedPart } from '@ecobe/placement';
import type { StoredWorkload } from '../../ports/dekes-workload';
import type { ObservedHours } from '../../ports/observed-reader';
import type { Settlement } from '../../ports/settlement';
import type { SpanInZone } from './settle-run';

/** The same run at once in the first region of its request. docs/formulas/dekes-energy.md */
const BASELINE_METHOD = 'run-at-once-in-first-region';
const DATE_LENGTH = 'yyyy-mm-dd'.length;

/** Where and by what a run was settled. */
export interface RunObserved {
  readonly span: SpanInZone;
  readonly average: ObservedHours;
  /** Null where nothing marginal was observed. */
  readonly marginal: ObservedHours | null;
}

/**
 * What the emission log is told of a settled run: energy by the model, of the length that was reported or planned.
 * @throws RangeError where an hour of it is unknown: it is not settled then
 */
export function emissionsOf(
  organizationId: string,
  { workloadType }: StoredWorkload,
  { workloadId, settledMs, energyKwh, energyQuality, baselineG, functionalUnit }: Settlement,
  { span, average, marginal }: RunObserved,
  revision: number,
): WorkloadEmissions {
  const part = emittedPart({ zone: span.zone, energyKwh, spans: [span], average, marginal });
  if (part === null) throw new RangeError(`an hour of ${span.zone} is not observed`);
  return {
    ...{ organizationId, workloadId, revision, workloadType },
    ...{ method: 'location-based', source: average.source, quality: average.quality },
    factorVersion: `lifecycle, as known on ${toIso(settledMs).slice(0, DATE_LENGTH)}`,
    energyQuality: energyQuality === 'reported-duration' ? 'modelled' : 'estimated',
    parts: [part],
    functionalUnit,
    // What hardware it ran on, nobody told.
    embodiedG: null,
    baseline: baselineG === null ? null : { emissionsG: baselineG, method: BASELINE_METHOD },
  };
}
