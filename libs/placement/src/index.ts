export { CRITERIA, DEFAULT_COST_REFERENCE_USD_PER_HOUR } from './criterion';
export type { Criterion, Figure, Weights } from './criterion';
export { decideRoute, isRoute } from './decide-route';
export type { KnownIntensity, RouteCandidate, RouteInputs } from './route-inputs';
export { EXCLUSION_CODES, WARNING_CODES } from './route-outcome';
export type {
  ExclusionCode,
  NoRoute,
  RankedRegion,
  RouteExclusion,
  RouteOutcome,
  RouteWarning,
  WarningCode,
} from './route-outcome';
export type { CriterionScore } from './score';
export { provenanceWarnings } from './warnings';
