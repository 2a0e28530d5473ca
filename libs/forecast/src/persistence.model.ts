import { empiricalModel } from './empirical.model';
import { at } from './rolling-errors';
import type { PointRule } from './rolling-errors';

const MAX_AGE_HOURS = 6;

/** The newest known hour, for ever. */
const newestHour: PointRule = (logs, origin, out) => {
  let age = 1;
  while (age <= MAX_AGE_HOURS && Number.isNaN(at(logs, origin - age))) age += 1;
  if (age > MAX_AGE_HOURS) return false;
  out.fill(at(logs, origin - age));
  return true;
};

/** "All stays as it is": the last resort of a zone with one day of history, and a baseline. */
export const persistenceModel = empiricalModel({
  name: 'persistence@1',
  needs: { inputs: ['carbon-intensity-history'], minKnownHours: 24 },
  rule: newestHour,
  warmUpHours: () => 1,
});
