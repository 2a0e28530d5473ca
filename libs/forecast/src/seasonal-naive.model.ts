import { HOUR_MS } from '@ecobe/carbon';
import { empiricalModel } from './empirical.model';
import { historyBefore } from './hourly-history';
import type { HourlyHistory } from './hourly-history';
import { at } from './rolling-errors';
import type { PointRule } from './rolling-errors';

const HOURS_PER_DAY = 24;
const MAX_DAYS_BACK = 7;

/** The 24 hours from `origin` on as the same hours of the newest day on which each is known; NaN where none is. */
const lastKnownDay = (values: Float64Array, origin: number): Float64Array =>
  Float64Array.from({ length: HOURS_PER_DAY }, (_, slot) => {
    for (let back = 1; back <= MAX_DAYS_BACK; back++) {
      const value = at(values, origin - back * HOURS_PER_DAY + slot);
      if (!Number.isNaN(value)) return value;
    }
    return NaN;
  });

/**
 * What the seasonal naive says at an issue, gCO2eq/kWh: 24 hours from the issue on, repeated on every later day. Null
 * where the hour of day is unknown on all of the last 7 days.
 * @param issuedAtMs epoch ms on a full UTC hour; hours at or after it are not read
 */
export function naiveDay(history: HourlyHistory, issuedAtMs: number): (number | null)[] {
  const { values } = historyBefore(history, issuedAtMs);
  const origin = (issuedAtMs - history.startMs) / HOUR_MS;
  return [...lastKnownDay(values, origin)].map((value) => (Number.isNaN(value) ? null : value));
}

const sameHourOfLastDay: PointRule = (logs, origin, out) => {
  const day = lastKnownDay(logs, origin);
  if (day.some(Number.isNaN)) return false;
  for (let lead = 0; lead < out.length; lead++) out[lead] = at(day, lead % HOURS_PER_DAY);
  return true;
};

/** "Tomorrow is like today": the baseline that every served forecast is measured against. */
export const seasonalNaiveModel = empiricalModel({
  name: 'seasonal-naive-24h@1',
  needs: { inputs: ['carbon-intensity-history'], minKnownHours: 36 },
  rule: sameHourOfLastDay,
  warmUpHours: () => HOURS_PER_DAY,
});
