import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { ForecastModel, ForecastRequest, ModelRefusal, PredictedHours } from '../forecast-model';
import { requireValid } from '../forecast-request-check';
import { lastKnownIndex } from '../hourly-history';
import { knownAt } from '../known-at';
import type { PointModel } from '../point-model';
import { fromLogScale } from '../rolling-errors';
import { bandDayOf, valueAtLevel } from './band-levels';
import { spreadAt } from './band-shape';
import type { BandShape } from './band-shape';
import { steeredBand } from './band-steering';
import { hourOfDay } from './origin-errors';
import type { OriginErrors } from './origin-errors';
import { predictLogs } from './point-window';
import { ReplayedOrigins } from './replayed-origins';

/** A history that ended longer ago says too little of the hours ahead. */
const MAX_GAP_HOURS = 48;
const MIN_KNOWN_HOURS = 7 * 24;

export interface CalibratedParts {
  readonly name: string;
  readonly model: PointModel;
  readonly shape: BandShape;
  /** End of the hours that the point model learnt from. */
  readonly learntUntilMs: number;
}

/** The name of a point model with a band around it. */
export const withBand = (name: string): string => `${name}+conformal@1`;

/** A point model with the band that its held-out errors and its last forecasts give it. */
export function calibratedModel(parts: CalibratedParts): ForecastModel {
  const replayed = new ReplayedOrigins(parts.model, parts.learntUntilMs);
  return {
    name: parts.name,
    needs: { inputs: ['carbon-intensity-history'], minKnownHours: MIN_KNOWN_HOURS },
    predict: (request) => predict(parts, replayed, request),
  };
}

function predict(
  parts: CalibratedParts,
  replayed: ReplayedOrigins,
  request: ForecastRequest,
): PredictedHours | ModelRefusal {
  requireValid(request);
  const { issuedAtMs, horizonHours, quantileLevels } = request;
  const grid = knownAt(request, issuedAtMs);
  const originMs = grid.history.startMs + (lastKnownIndex(grid.history.values) + 1) * HOUR_MS;
  if (issuedAtMs - originMs > MAX_GAP_HOURS * HOUR_MS) {
    const newest = toIso(originMs - HOUR_MS);
    const reason = `the newest known hour, ${newest}, is more than ${MAX_GAP_HOURS} hours before the issue`;
    return { kind: 'refused', reason };
  }
  const predicted = predictLogs(parts.model, grid, issuedAtMs);
  if (predicted.kind === 'refused') return predicted;
  const logs = predicted.logs.slice(0, horizonHours).map((log) => Math.max(0, log));
  const values = logs.map(fromLogScale);
  const spokenBy = predicted.spokenBy === undefined ? {} : { spokenBy: withBand(predicted.spokenBy) };
  if (quantileLevels.length === 0) return { kind: 'predicted', values, quantiles: [], ...spokenBy };
  const lateHours = (issuedAtMs - originMs) / HOUR_MS;
  const issued = lateHours === 0 ? predicted.logs : undefined;
  const offsetAt = bandFrom(parts.shape, replayed.errorsBefore(grid, originMs, issued), originMs);
  const levels = [...quantileLevels].sort((a, b) => a - b);
  const quantiles = levels.map((level) => ({
    level,
    values: logs.map((log, hour) => fromLogScale(log + offsetAt(hour + lateHours, level))),
  }));
  return { kind: 'predicted', values, quantiles, ...spokenBy };
}

/**
 * Distance of a quantile from the point value, on the log scale, by lead from the newest known hour on: a late history
 * has longer leads, and their wider band.
 */
function bandFrom(
  shape: BandShape,
  errors: readonly (OriginErrors | null)[],
  originMs: number,
): (lead: number, level: number) => number {
  const originHour = hourOfDay(originMs);
  const scores = errors.map(
    (ofOrigin) => ofOrigin?.errors.map((error, lead) => error / spreadAt(shape, originHour, lead)) ?? null,
  );
  const band = steeredBand(shape, scores);
  return (lead, level) => {
    const curve = band[bandDayOf(lead)] ?? new Float64Array(0);
    return spreadAt(shape, originHour, lead) * valueAtLevel(curve, level);
  };
}
