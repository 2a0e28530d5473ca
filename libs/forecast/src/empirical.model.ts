import { DAY_MS, HOUR_MS, toIso } from '@ecobe/carbon';
import { errorQuantiles } from './error-quantiles';
import type {
  ForecastModel,
  ForecastNeeds,
  ForecastRequest,
  ModelRefusal,
  PredictedHours,
  QuantileCurve,
} from './forecast-model';
import { requireValid } from './forecast-request-check';
import { countKnown, historyBefore, lastKnownIndex } from './hourly-history';
import { at, fromLogScale, meanAbsoluteError, rollingErrors, toLogScale } from './rolling-errors';
import type { PointRule } from './rolling-errors';

/** Days of errors that speak for the next days; older ones belong to another season. */
const ERROR_DAYS = 28;
/** A history that ended longer ago says too little of the hours ahead. */
const MAX_GAP_HOURS = 48;
/** To choose between rules, every sixth origin tells as much as each one. */
const CHOICE_STEP_HOURS = 6;
/** The second rule replaces the first only if its past error is at most this share of the first one's. */
const CLEARLY_BETTER = 0.9;

/** A model made of one or two plain rules; its band comes from the errors that the chosen rule made on this history. */
export interface EmpiricalModelSpec {
  readonly name: string;
  readonly needs: ForecastNeeds;
  readonly rule: PointRule;
  /** Taken instead where it was clearly better in the history's own past. */
  readonly rival?: PointRule;
  /** Hours of history that the first rolling origin gets, of `knownSpanHours` in all. */
  readonly warmUpHours: (knownSpanHours: number) => number;
}

const refusal = (reason: string): ModelRefusal => ({ kind: 'refused', reason });

/** Wraps plain rules as a model with a band and honest refusals. */
export const empiricalModel = (spec: EmpiricalModelSpec): ForecastModel => ({
  name: spec.name,
  needs: spec.needs,
  predict: (request) => predict(spec, request),
});

function predict(spec: EmpiricalModelSpec, request: ForecastRequest): PredictedHours | ModelRefusal {
  requireValid(request);
  const seen = historyBefore(request.history, request.issuedAtMs);
  const knownHours = countKnown(seen.values);
  if (knownHours < spec.needs.minKnownHours) {
    return refusal(`${knownHours} known hours of history, at least ${spec.needs.minKnownHours} are needed`);
  }
  // All is told from the newest known hour on, so a late history has longer leads, and their wider band.
  const end = lastKnownIndex(seen.values) + 1;
  const gapHours = Math.round((request.issuedAtMs - seen.startMs) / HOUR_MS) - end;
  if (gapHours > MAX_GAP_HOURS) {
    const newest = toIso(seen.startMs + (end - 1) * HOUR_MS);
    return refusal(`the newest known hour, ${newest}, is more than ${MAX_GAP_HOURS} hours before the issue`);
  }
  const logs = toLogScale(seen.values.subarray(Math.max(0, end - recentHours), end));
  return fromNewest(spec, logs, gapHours, request);
}

const recentHours = ((ERROR_DAYS + 7) * DAY_MS) / HOUR_MS;

function fromNewest(
  spec: EmpiricalModelSpec,
  logs: Float64Array,
  gapHours: number,
  request: ForecastRequest,
): PredictedHours | ModelRefusal {
  const leads = gapHours + request.horizonHours;
  const first = Math.max(spec.warmUpHours(logs.length), logs.length - (ERROR_DAYS * DAY_MS) / HOUR_MS);
  const rule = chooseRule(spec, logs, first, leads);
  const predicted = new Float64Array(leads);
  if (!rule(logs, logs.length, predicted))
    return refusal('too many hours of the day are unknown in the last 7 days');
  const levels = [...request.quantileLevels].sort((a, b) => a - b);
  const spread =
    levels.length === 0
      ? []
      : errorQuantiles(rollingErrors(rule, logs, { first, step: 1, horizonHours: leads }), levels);
  if (spread === null) return refusal('too few past hours to measure its own error');
  const values = predicted.slice(gapHours).map(fromLogScale);
  const quantiles = levels.map((level, i) => ({
    level,
    values: curveAt(level, spread[i], predicted, gapHours),
  }));
  return { kind: 'predicted', values, quantiles: quantiles satisfies QuantileCurve[] };
}

function chooseRule(spec: EmpiricalModelSpec, logs: Float64Array, first: number, leads: number): PointRule {
  if (spec.rival === undefined) return spec.rule;
  const origins = { first, step: CHOICE_STEP_HOURS, horizonHours: leads };
  const own = meanAbsoluteError(rollingErrors(spec.rule, logs, origins));
  const rival = meanAbsoluteError(rollingErrors(spec.rival, logs, origins));
  return own !== null && rival !== null && rival < CLEARLY_BETTER * own ? spec.rival : spec.rule;
}

/** A quantile around the point value: below it for levels under the median, above it over the median. */
function curveAt(level: number, spread: Float64Array | undefined, predicted: Float64Array, gapHours: number) {
  return predicted.slice(gapHours).map((log, lead) => {
    const error = spread === undefined ? 0 : at(spread, lead + gapHours);
    if (level === 0.5) return fromLogScale(log);
    return fromLogScale(log + (level < 0.5 ? Math.min(0, error) : Math.max(0, error)));
  });
}
