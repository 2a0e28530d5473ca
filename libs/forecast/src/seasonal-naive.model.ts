import { empiricalModel } from './empirical.model';
import { at } from './rolling-errors';
import type { PointRule } from './rolling-errors';

const HOURS_PER_DAY = 24;
const MAX_DAYS_BACK = 7;

/** The same hour of the newest day on which it is known. */
const sameHourOfLastDay: PointRule = (logs, origin, out) => {
  const day = Float64Array.from({ length: HOURS_PER_DAY }, (_, slot) => {
    for (let back = 1; back <= MAX_DAYS_BACK; back++) {
      const log = at(logs, origin - back * HOURS_PER_DAY + slot);
      if (!Number.isNaN(log)) return log;
    }
    return NaN;
  });
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
