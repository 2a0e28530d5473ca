import type { JudgedDay } from '../../ports/trained-model';
import { compareDays } from './compare-days';
import type { Comparison } from './compare-days';

/** Fewer judged forecast days (of about 110 in 28 days) are chance. */
const MIN_JUDGED_DAYS = 56;

export interface Verdict {
  readonly isBetter: boolean;
  /** For people: the figures and against whom. */
  readonly reason: string;
  /** Why the model that serves must not go on, whatever became of the candidate; null where it may. */
  readonly currentFault: string | null;
}

export interface Judged {
  readonly candidate: readonly JudgedDay[];
  readonly profile: readonly JudgedDay[];
  /** Null where none serves; empty where the one that serves can no longer speak. */
  readonly current: readonly JudgedDay[] | null;
}

/**
 * A candidate serves if it beats the profile, and the model that serves, on the same held-out forecasts. A model that
 * serves and does worse than the profile is at fault, also where the candidate is no better.
 */
export function judgeCandidate(judged: Judged): Verdict {
  const currentFault = faultOfCurrent(judged);
  const verdict = (isBetter: boolean, reason: string): Verdict => ({ isBetter, reason, currentFault });
  const { candidate, profile, current } = judged;
  const toProfile = compared(candidate, profile);
  if (toProfile === null) {
    const count = compareDays(candidate, profile)?.dayCount ?? 0;
    return verdict(
      false,
      `only ${count} held-out forecast days could be judged, ${MIN_JUDGED_DAYS} are needed`,
    );
  }
  if (toProfile.own >= toProfile.rival)
    return verdict(false, `does not beat the profile: ${figures(toProfile)}`);
  const beatsProfile = `beats the profile: ${figures(toProfile)}`;
  if (current === null) return verdict(true, beatsProfile);
  const toCurrent = compared(candidate, current);
  if (toCurrent === null) {
    return verdict(true, `${beatsProfile}; the model that served could not be judged on these days`);
  }
  if (toCurrent.own >= toCurrent.rival)
    return verdict(false, `does not beat the model that serves: ${figures(toCurrent)}`);
  return verdict(true, `beats the model that served: ${figures(toCurrent)}; ${beatsProfile}`);
}

function faultOfCurrent({ profile, current }: Judged): string | null {
  const toProfile = current === null ? null : compared(current, profile);
  if (toProfile === null || toProfile.own <= toProfile.rival) return null;
  return `does worse than the profile, which serves now: ${figures(toProfile)}`;
}

/** A comparison on too few days is none. */
const compared = (own: readonly JudgedDay[], rival: readonly JudgedDay[]): Comparison | null => {
  const comparison = compareDays(own, rival);
  return comparison !== null && comparison.dayCount >= MIN_JUDGED_DAYS ? comparison : null;
};
const figures = ({ own, rival, unit, dayCount }: Comparison): string =>
  `${own.toFixed(2)} ${unit} against ${rival.toFixed(2)} ${unit} on ${dayCount} forecast days`;
