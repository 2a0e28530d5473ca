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
export { gramsOf, regionOutlook, withRoom } from './planning/outlook';
export type { RegionOutlook } from './planning/outlook';
export { placeWork } from './planning/place-work';
export type { PlacementChoice, PlacementTerms } from './planning/place-work';
export type { Placement } from './planning/placement';
export type { RegionRefusal } from './planning/refusal';
export { expectedArrivals } from './planning/expected-arrivals';
export { planInSteps, planWorks } from './planning/plan-works';
export type { WaitingWork } from './planning/batch';
export { RoomPrices } from './planning/room-price-table';
export type { RoomPrice } from './planning/room-price-table';
export type { WeightedWork, WorkView } from './planning/room-prices';
export { RoomLedger } from './planning/room-ledger';
export type { Reservation } from './planning/room-ledger';
export { SLOT_MS, slotCount, slotFrom, slotOf, slotStartMs } from './planning/slot';
export type { SlotRun } from './planning/slot';
export type { RegionRoom } from './planning/timing';
export type { PlacementWeights, WorkRegion, WorkToPlace } from './planning/work';
export { emittedPart } from './settling/emitted-part';
export type { EmittedPart } from './settling/emitted-part';
export { meanIntensity, meanOfHours, valueAt } from './settling/mean-intensity';
export type { HourlySeries } from './settling/mean-intensity';
export { runHours } from './settling/run-hours';
export { settleWork } from './settling/settle-work';
