import type { Basis, Quality, Signal } from '@ecobe/carbon';
import type { CriterionScore } from './score';

export const EXCLUSION_CODES = [
  'NO_DATA',
  'NOT_SAME_BASIS',
  'ABOVE_MAX_CARBON',
  'ABOVE_MAX_LATENCY',
  'LATENCY_UNKNOWN',
] as const;
export type ExclusionCode = (typeof EXCLUSION_CODES)[number];

/** A region that cannot be chosen, and why. */
export interface RouteExclusion {
  readonly region: string;
  readonly zone: string;
  readonly code: ExclusionCode;
  readonly reason: string;
}

export const WARNING_CODES = [
  'LATENCY_NOT_CONSIDERED',
  'SIMULATED_AND_REAL_COMPARED',
  'SIMULATED_DATA',
  'STALE_DATA',
  'UNLISTED_REGIONS_IGNORED',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** Something that the reader of a decision should know. */
export interface RouteWarning {
  readonly code: WarningCode;
  readonly detail: string;
  readonly regions: readonly string[];
}

/** A region that can be chosen, with its score and where every figure comes from. */
export interface RankedRegion {
  readonly region: string;
  readonly zone: string;
  /** gCO2eq/kWh */
  readonly carbonIntensity: number;
  /** Round trip in ms; null where unknown. */
  readonly estimatedLatency: number | null;
  /** USD per hour; null where unknown. */
  readonly estimatedCost: number | null;
  readonly score: number;
  readonly signal: Signal;
  readonly basis: Basis;
  readonly source: string;
  readonly quality: Quality;
  readonly validAt: string;
  readonly ageSeconds: number;
  readonly explanation: readonly CriterionScore[];
}

/** The answer: the best region spelled out, all others in order, and those left out. */
export interface RouteOutcome extends Omit<RankedRegion, 'region'> {
  readonly decisionId: string;
  readonly decidedAt: string;
  readonly selectedRegion: string;
  readonly alternatives: readonly RankedRegion[];
  readonly excluded: readonly RouteExclusion[];
  readonly warnings: readonly RouteWarning[];
}

/** No region is left; every one is listed with its reason. */
export interface NoRoute {
  readonly kind: 'none';
  readonly excluded: readonly RouteExclusion[];
}
