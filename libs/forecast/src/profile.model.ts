import { withoutGaps } from './day-gaps';
import { empiricalModel } from './empirical.model';
import { at } from './rolling-errors';
import type { PointRule } from './rolling-errors';

const HOURS_PER_DAY = 24;
const PROFILE_DAYS = 7;
/** How long the newest known hour's deviation from the profile takes to halve. Chosen by backtest, see the formula page. */
const LEVEL_HALF_LIFE_HOURS = 36;
/** How far back the newest known hour may lie. */
const MAX_LEVEL_AGE_HOURS = 6;

/** Mean of each hour of the day over the last 7 days before `origin`; slot 0 is the hour of `origin`. Null if too gappy. */
function sameHourProfile(logs: Float64Array, origin: number): Float64Array | null {
  const profile = new Float64Array(HOURS_PER_DAY);
  for (let slot = 0; slot < HOURS_PER_DAY; slot++) {
    let sum = 0;
    let days = 0;
    for (let day = 1; day <= PROFILE_DAYS; day++) {
      const log = at(logs, origin - day * HOURS_PER_DAY + slot);
      if (Number.isNaN(log)) continue;
      sum += log;
      days += 1;
    }
    profile[slot] = days === 0 ? NaN : sum / days;
  }
  return profile.some(Number.isNaN) ? withoutGaps(profile) : profile;
}

const profileRule =
  (hasLevel: boolean): PointRule =>
  (logs, origin, out) => {
    const profile = sameHourProfile(logs, origin);
    if (profile === null) return false;
    let age = 1;
    while (age <= MAX_LEVEL_AGE_HOURS && Number.isNaN(at(logs, origin - age))) age += 1;
    const isKnown = hasLevel && age <= MAX_LEVEL_AGE_HOURS;
    const deviation = isKnown ? at(logs, origin - age) - at(profile, HOURS_PER_DAY - age) : 0;
    for (let lead = 0; lead < out.length; lead++) {
      const fade = 0.5 ** ((lead + age) / LEVEL_HALF_LIFE_HOURS);
      out[lead] = at(profile, lead % HOURS_PER_DAY) + deviation * fade;
    }
    return true;
  };

/**
 * The 7-day same-hour profile on the log scale, shifted by the newest hour's deviation from it, which fades with lead
 * time. Where the history shows that the bare profile does clearly better (a grid of two plants that switch with the
 * sun), the shift is left out. Formula, source and worked example: docs/formulas/profile-forecast.md
 */
export const profileModel = empiricalModel({
  name: 'profile-7d@1',
  needs: { inputs: ['carbon-intensity-history'], minKnownHours: 48 },
  rule: profileRule(true),
  rival: profileRule(false),
  warmUpHours: (spanHours) => Math.min(PROFILE_DAYS * HOURS_PER_DAY, Math.ceil(spanHours / 2)),
});
