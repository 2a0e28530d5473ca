import type { JudgedDay } from '../../ports/trained-model';
import { compareDays } from './compare-days';
import type { Comparison } from './compare-days';

/** Fewer judged forecast days (of about 110 in 28 days) are chance. */
const MIN_JUDGED_DAYS = 56;

export interface Verdict {
  readonly isBetter: boolean;
  /** For people: the figures and against whom. */
  readonly reason: string;
}

export interface Judged {
  readonly candidate: readonly JudgedDay[];
  readonly profile: readonly JudgedDay[];
  /** Null where none serves; empty where the one that serves can no longer speak. */
  readonly current: readonly JudgedDay[] | null;
}

/** A candidate serves if it beats the profile, and the model that serves, on the same held-out forecasts. */
export function judgeCandidate({ candidate, profile, current }: Judged): Verdict {
  const toProfile = compareDays(candidate, profile);
  if (toProfile === null || toProfile.dayCount < MIN_JUDGED_DAYS) {
    const judged = toProfile?.dayCount ?? 0;
    return lost(`only ${judged} held-out forecast days could be judged, ${MIN_JUDGED_DAYS} are needed`);
  }
  if (toProfile.own >= toProfile.rival) return lost(`does not beat the profile: ${figures(toProfile)}`);
  const beatsProfile = `beats the profile: ${figures(toProfile)}`;
  if (current === null) return won(beatsProfile);
  const toCurrent = compareDays(candidate, current);
  if (toCurrent === null || toCurrent.dayCount < MIN_JUDGED_DAYS) {
    return won(`${beatsProfile}; the model that served could not be judged on these days`);
  }
  if (toCurrent.own >= toCurrent.rival)
    return lost(`does not beat the model that serves: ${figures(toCurrent)}`);
  return won(`beats the model that served: ${figures(toCurrent)}; ${beatsProfile}`);
}

const won = (reason: string): Verdict => ({ isBetter: true, reason });
const lost = (reason: string): Verdict => ({ isBetter: false, reason });
const figures = ({ own, rival, unit, dayCount }: Comparison): string =>
  `${own.toFixed(2)} ${unit} against ${rival.toFixed(2)} ${unit} on ${dayCount} forecast days`;
