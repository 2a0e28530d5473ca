import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { Basis, Interval, ResolvedRegion } from '@ecobe/carbon';
import { ProblemError, identityOf, requestedRegion, requestedRegions } from '@ecobe/contracts';
import type { PlacementRequest } from '@ecobe/contracts';
import type { PlacementWeights, WorkRegion } from '@ecobe/placement';
import { costFigure, figuresByRegion, latencyFigure } from '../region-knowledge/region-figures';

/** What is asked for, in terms of the planner: regions resolved, figures found, defaults taken. */
export interface RequestedWork {
  readonly durationMs: number;
  readonly powerKw: number;
  readonly energyKwh: number;
  readonly arrivalMs: number;
  readonly deadlineMs: number;
  /** Start after which the deadline is missed. */
  readonly lastStartMs: number;
  readonly home: CandidateRegion;
  /** Home is not among them. */
  readonly others: readonly CandidateRegion[];
  readonly isInterruptible: boolean;
  readonly transferEnergyKwh: number;
  readonly maxLatencyMs: number | null;
  readonly maxUsdPerHour: number | null;
  readonly weights: PlacementWeights;
  /** Null: as set for all. */
  readonly minGainPercent: number | null;
  readonly basis: Basis;
}

/** A region that work may run in; `region` is its identity, however the caller wrote it. */
export interface CandidateRegion extends WorkRegion {
  readonly resolved: ResolvedRegion;
}

function invalid(pointer: string, detail: string): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'INVALID_INPUT',
    title: 'Invalid input',
    detail: `${pointer}: ${detail}`,
    errors: [{ pointer, detail }],
  });
}

function powerOf({ powerKw, energyKwh, durationHours }: PlacementRequest): number {
  if ((powerKw == null) === (energyKwh == null))
    throw invalid('/powerKw', 'exactly one of powerKw and energyKwh must be given');
  return powerKw ?? (energyKwh ?? NaN) / durationHours;
}

function weightsOf({ carbonWeight, costWeight }: PlacementRequest): PlacementWeights {
  const weights = { carbon: carbonWeight ?? 1, cost: costWeight ?? 0 };
  if (weights.carbon > 0 || weights.cost > 0) return weights;
  const detail = 'at least one of carbonWeight and costWeight must be above 0';
  throw new ProblemError({
    status: 400,
    code: 'NO_WEIGHT',
    title: 'No weight',
    detail,
    errors: [{ pointer: '/carbonWeight', detail }],
  });
}

function timesOf(request: PlacementRequest, nowMs: number) {
  const durationMs = Math.round(request.durationHours * HOUR_MS);
  const earliestMs = request.earliestStart == null ? nowMs : Date.parse(request.earliestStart);
  const arrivalMs = Math.max(nowMs, earliestMs);
  const deadlineMs = Date.parse(request.deadline);
  const lastStartMs = deadlineMs - durationMs;
  if (lastStartMs >= arrivalMs) return { durationMs, arrivalMs, deadlineMs, lastStartMs };
  const detail = `${request.durationHours} h from ${toIso(arrivalMs)} on end after the deadline`;
  throw new ProblemError({
    status: 422,
    code: 'DEADLINE_TOO_SOON',
    title: 'Deadline too soon',
    detail,
    errors: [{ pointer: '/deadline', detail }],
  });
}

function regionsOf(request: PlacementRequest): { home: CandidateRegion; others: CandidateRegion[] } {
  const home = requestedRegion(request.homeRegion, '/homeRegion');
  const others = requestedRegions(request.allowedRegions ?? [], '/allowedRegions');
  const from = request.from == null ? home : requestedRegion(request.from, '/from');
  const latencies = figuresByRegion(request.latencyMsByRegion, '/latencyMsByRegion');
  const costs = figuresByRegion(request.costPerHourByRegion, '/costPerHourByRegion');
  const candidate = (resolved: ResolvedRegion): CandidateRegion => ({
    resolved,
    region: identityOf(resolved),
    latencyMs: latencyFigure(resolved, latencies, from).value,
    usdPerHour: costFigure(resolved, costs).value,
  });
  const homeId = identityOf(home);
  return {
    home: candidate(home),
    others: others.filter((other) => identityOf(other) !== homeId).map(candidate),
  };
}

/**
 * @param nowMs when it is asked for: it arrives then, or at its earliest start if that is later
 * @throws ProblemError 400 `INVALID_INPUT`, `NO_WEIGHT`, `UNKNOWN_REGION` or `DUPLICATE_REGION`, 422 `DEADLINE_TOO_SOON`
 */
export function requestedWork(request: PlacementRequest, nowMs: number): RequestedWork {
  const powerKw = powerOf(request);
  return {
    ...timesOf(request, nowMs),
    ...regionsOf(request),
    powerKw,
    energyKwh: powerKw * request.durationHours,
    isInterruptible: request.interruptible ?? false,
    transferEnergyKwh: request.transferEnergyKwh ?? 0,
    maxLatencyMs: request.maxLatencyMs ?? null,
    maxUsdPerHour: request.maxCostPerHour ?? null,
    weights: weightsOf(request),
    minGainPercent: request.minGainPercent ?? null,
    basis: request.basis ?? 'lifecycle',
  };
}

/** When it would run without us. */
export const baselineSpan = ({ arrivalMs, durationMs }: RequestedWork): Interval => ({
  startMs: arrivalMs,
  endMs: arrivalMs + durationMs,
});
