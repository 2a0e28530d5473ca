import { HOUR_MS } from '@ecobe/carbon';
import { ISSUED_HOURS } from '../forecast-model';
import type { TrainingRequest } from '../model-trainer';
import type { PointModel } from '../point-model';
import { frameUntil } from '../ridge/grid-frame';
import { at } from '../rolling-errors';
import { READ_DAYS, ResidualRows } from './residual-row';
import type { ResidualIssue } from './residual-row';

/** From one origin to the next: no divisor of the day, so that origins come to lie on all hours. */
const ORIGIN_STEP_HOURS = 13;
/** Hours of a forecast that become rows: every other one, the odd ones and the even ones in turn. */
const LEAD_STEP = 2;
/** Older errors speak of another grid, and cost as much time as new ones. */
const MAX_DAYS = 1100;
const HALF_LIFE_HOURS = 540 * 24;
/** How much more the first hour counts: they are few among the leads, and most easily spoilt by what is learnt of the others. */
const NEAR_WEIGHT = 5;
const NEAR_HOURS = 12;

/** What a base forecast wrongly on past days, and what was known when it did. */
export interface ResidualTable {
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
  /** Actual minus base, log scale. */
  readonly residuals: Float64Array;
  readonly leads: Int16Array;
  readonly weights: Float64Array;
}

/** Lets the base forecast from origins all over the history, and compares it with what came. */
export function residualTable(request: TrainingRequest, base: PointModel): ResidualTable {
  const sourceNames = (request.sources ?? []).map(({ source }) => source);
  const frame = frameUntil(request, request.untilMs, sourceNames);
  const rows = new ResidualRows(frame);
  const truths = frame.intensity.values;
  const first = Math.max(READ_DAYS, Math.ceil(frame.endHour / 24) - MAX_DAYS) * 24;
  const capacity = Math.ceil(
    (Math.max(0, frame.endHour - first) / ORIGIN_STEP_HOURS) * (ISSUED_HOURS / LEAD_STEP + 1),
  );
  const columns = rows.names.map(() => new Float32Array(capacity));
  const [residuals, weights] = [new Float64Array(capacity), new Float64Array(capacity)];
  const leads = new Int16Array(capacity);
  let count = 0;
  for (let origin = first, turn = 0; origin < frame.endHour; origin += ORIGIN_STEP_HOURS, turn++) {
    const issued = Number.isNaN(at(truths, origin - 1)) ? null : issueOf(request, base, rows, origin);
    if (issued === null) continue;
    const recency = 0.5 ** ((frame.endHour - origin) / HALF_LIFE_HOURS);
    for (let lead = turn % LEAD_STEP; lead < ISSUED_HOURS; lead += LEAD_STEP) {
      const residual = at(truths, origin + lead) - at(issued.baseLogs, lead);
      if (Number.isNaN(residual)) continue;
      rows.rowAt(issued, origin + lead).forEach((value, column) => {
        const values = columns[column];
        if (values !== undefined) values[count] = value;
      });
      residuals[count] = residual;
      leads[count] = lead;
      weights[count] = recency * (1 + NEAR_WEIGHT * Math.exp(-lead / NEAR_HOURS));
      count += 1;
    }
  }
  return {
    names: rows.names,
    columns: columns.map((column) => column.subarray(0, count)),
    residuals: residuals.subarray(0, count),
    leads: leads.subarray(0, count),
    weights: weights.subarray(0, count),
  };
}

function issueOf(
  request: TrainingRequest,
  base: PointModel,
  rows: ResidualRows,
  origin: number,
): ResidualIssue | null {
  const issuedAtMs = request.history.startMs + origin * HOUR_MS;
  const { history, sources, weather } = request;
  const answer = base.predict({ history, sources, weather, issuedAtMs, horizonHours: ISSUED_HOURS });
  return answer.kind === 'refused' ? null : rows.issueAt(origin, origin, answer.logs);
}
