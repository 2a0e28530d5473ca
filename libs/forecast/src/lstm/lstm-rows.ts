import { ISSUED_HOURS } from '../forecast-model';
import type { GridFrame } from '../ridge/grid-frame';
import { HOURS_PER_DAY, deviationAt } from '../ridge/signal';
import type { LstmSettings } from './lstm-settings';
import { STEP_COUNT, stepInputNames, putStepInputs } from './step-inputs';
import { targetInputNames, putTargetInputs } from './target-inputs';

const READ_HOURS = STEP_COUNT * HOURS_PER_DAY;
/** Older rows speak of another grid: their weight halves in this time. */
const HALF_LIFE_HOURS = 540 * HOURS_PER_DAY;
/** With more of its week unknown, an issue teaches nothing. */
const MAX_UNKNOWN_SHARE = 0.25;

/** What is learnt from, one row an issue, row after row. */
export interface LstmRows {
  readonly count: number;
  /** Rows before this one are learnt from; the others are newer and tell when to stop. */
  readonly learntCount: number;
  readonly steps: Float32Array;
  readonly targets: Float32Array;
  /** Deviations from the profile on the log scale, lead after lead; NaN where an hour is not known. */
  readonly truths: Float32Array;
  readonly weights: Float32Array;
}

/** Rows at every issue with a week of history before it and hours after it that are over. */
export function lstmRows(frame: GridFrame, settings: LstmSettings): LstmRows {
  const origins = originsOf(frame, settings.issueStepHours);
  const newest = frame.endHour - ISSUED_HOURS;
  const validationStart = newest - settings.validationDays * HOURS_PER_DAY;
  // No hour that tells when to stop is learnt from.
  const learnt = origins.filter((origin) => origin + ISSUED_HOURS <= validationStart);
  const used = [...learnt, ...origins.filter((origin) => origin > validationStart)];
  return { ...rowsAt(frame, used), learntCount: learnt.length };
}

function originsOf({ intensity, endHour }: GridFrame, stepHours: number): number[] {
  const origins: number[] = [];
  for (let origin = endHour - ISSUED_HOURS; origin >= READ_HOURS; origin -= stepHours) {
    const week = intensity.values.subarray(origin - READ_HOURS, origin);
    const unknown = week.reduce((count, log) => count + (Number.isNaN(log) ? 1 : 0), 0);
    if (unknown <= MAX_UNKNOWN_SHARE * READ_HOURS) origins.push(origin);
  }
  return origins.reverse();
}

function rowsAt(frame: GridFrame, origins: readonly number[]): Omit<LstmRows, 'learntCount'> {
  const stepLength = STEP_COUNT * stepInputNames(frame).length;
  const targetLength = ISSUED_HOURS * targetInputNames(frame).length;
  const steps = new Float32Array(origins.length * stepLength);
  const targets = new Float32Array(origins.length * targetLength);
  const [putStep, putTarget] = [putInto(steps), putInto(targets)];
  const truths = new Float32Array(origins.length * ISSUED_HOURS);
  const weights = Float32Array.from(origins, (origin) => 0.5 ** ((frame.endHour - origin) / HALF_LIFE_HOURS));
  origins.forEach((origin, row) => {
    const place = { origin, issue: origin };
    putStepInputs(frame, place, putStep);
    putTargetInputs(frame, place, { first: origin, hours: ISSUED_HOURS }, putTarget);
    for (let lead = 0; lead < ISSUED_HOURS; lead++) {
      truths[row * ISSUED_HOURS + lead] = deviationAt(frame.intensity, origin, lead);
    }
  });
  return { count: origins.length, steps, targets, truths, weights };
}

/** Writes one value after the other. */
export function putInto(values: Float32Array): (value: number) => void {
  let next = 0;
  return (value) => {
    values[next] = value;
    next += 1;
  };
}
