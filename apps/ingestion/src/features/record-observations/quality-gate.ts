import { DAY_MS, MAX_PLAUSIBLE_G_PER_KWH, MINUTE_MS } from '@ecobe/carbon';
import type { Basis, CarbonObservation } from '@ecobe/carbon';
import type { Candidate } from '../../ports/carbon-source';

/** Why a provider's value was not stored; shown and counted in the health answer. */
export type Rejection =
  | 'not-a-number'
  | 'not-positive'
  | 'implausibly-high'
  | 'other-zone'
  | 'bad-time'
  | 'in-the-future'
  | 'too-old';

/** Older than any history we ask for unless told; a provider that answers with it has a broken clock. */
const MAX_AGE_MS = 40 * DAY_MS;
/** A span that begins later has not begun for us either: as far as two good clocks may differ. */
const CLOCK_SKEW_MS = 5 * MINUTE_MS;

/**
 * Whether a number can be a carbon intensity in gCO2eq/kWh. Zero cannot be a lifecycle one, for every plant was built;
 * a direct one can be zero, but only where the caller knows that the mix burns nothing.
 */
export function intensityFault(
  value: number,
  basis: Basis,
  isZeroDocumented = false,
): Extract<Rejection, 'not-a-number' | 'not-positive' | 'implausibly-high'> | null {
  if (!Number.isFinite(value)) return 'not-a-number';
  const isZeroAllowed = isZeroDocumented && basis === 'direct';
  if (value < 0 || (value === 0 && !isZeroAllowed)) return 'not-positive';
  return value > MAX_PLAUSIBLE_G_PER_KWH ? 'implausibly-high' : null;
}

/** Why the candidate must not be stored as a value of `zone`, or null if it may. */
export function rejectionOf(
  candidate: Candidate,
  zone: string,
  nowMs: number,
  oldestMs = nowMs - MAX_AGE_MS,
): Rejection | null {
  if (candidate.zone !== zone) return 'other-zone';
  const { carbonIntensityGPerKwh, basis, isZeroDocumented, validAtMs } = candidate;
  const fault = intensityFault(carbonIntensityGPerKwh, basis, isZeroDocumented);
  if (fault !== null) return fault;
  if (!Number.isFinite(validAtMs)) return 'bad-time';
  if (validAtMs > nowMs + CLOCK_SKEW_MS) return 'in-the-future';
  return validAtMs < oldestMs ? 'too-old' : null;
}

export interface Admission {
  admitted: CarbonObservation[];
  rejected: Rejection[];
}

/** Parts what may be stored, known from `nowMs` on, from what may not. */
export function admit(candidates: Candidate[], zone: string, nowMs: number, oldestMs?: number): Admission {
  const admission: Admission = { admitted: [], rejected: [] };
  for (const candidate of candidates) {
    const rejection = rejectionOf(candidate, zone, nowMs, oldestMs);
    const { isZeroDocumented: _, ...observation } = candidate;
    if (rejection === null) admission.admitted.push({ ...observation, knownAtMs: nowMs });
    else admission.rejected.push(rejection);
  }
  return admission;
}
