export { pageOf } from './page';
export { ProblemError, isProblemBody } from './problem';
export type { ProblemBody, ProblemDetailItem } from './problem';
export { healthOf, providerCheck, providerOf, worstOf } from './health.contract';
export type { HealthCheck, ServiceHealth } from './health.contract';
export { FromDecimalText } from './decimal-text.transform';
export { findsMemberFaults } from './member-faults';
export { IsNumberByRegion } from './number-by-region.validator';
export { domainEvent, rpc } from './rpc';
export type { DomainEvent, Rpc } from './rpc';
export { isSameKind } from './grid.contract';
export type {
  CurrentIntensity,
  ForecastSnapshot,
  GridSnapshotReader,
  GridSnapshotWriter,
} from './grid.contract';
export {
  CloudRegionAnswer,
  CloudRegionPage,
  CurrentResponse,
  ExcludedRegion,
  HistoryPoint,
  HistoryResponse,
  RegionIntensity,
  ZoneAnswer,
  ZonePage,
} from './ingestion.answer';
export {
  HISTORY_IMPORTED,
  LIST_ZONES,
  OBSERVATIONS_RECORDED,
  READ_CURRENT,
  READ_GRID_HOURS,
  READ_HISTORY,
  READ_REGION_CURRENT,
  READ_SERIES,
  READ_ZONE,
} from './ingestion.contract';
export type {
  CurrentRequest,
  HistoryRequest,
  RegionRequest,
  GridHoursRequest,
  GridHoursResponse,
  SourceHours,
  WeatherHours,
  SeriesRequest,
  SeriesResponse,
  ZonePageRequest,
} from './ingestion.contract';
export {
  CloudRegionsQuery,
  HistoryQuery,
  IntensityQuery,
  ManyIntensitiesQuery,
  PageQuery,
} from './ingestion.dto';
export { idempotencyKeyReused } from './idempotency-key-reused.problem';
export { unknownRegion } from './unknown-region.problem';
export { identityOf, regionsOfMembers, requestedRegion, requestedRegions } from './requested-regions';
export { zoneIntensity } from './zone-intensity';
export type { ZoneIntensity } from './zone-intensity';
export { ForecastAccuracyAnswer } from './forecasting.accuracy.answer';
export type {
  AccuracyFigures,
  ExcludedHours,
  LeadAccuracy,
  ModelAccuracy,
} from './forecasting.accuracy.answer';
export { ForecastAnswer, ForecastPoint, ForecastProvenance, OptimalWindowAnswer } from './forecasting.answer';
export { ForecastModelAnswer, ForecastModelsAnswer, TrainingAnswer } from './forecasting.models.answer';
export {
  FIND_WINDOW,
  LIST_MODELS,
  READ_ACCURACY,
  READ_FORECAST,
  ROLLBACK_MODEL,
  TRAIN_MODEL,
} from './forecasting.contract';
export type {
  ForecastModelsRequest,
  ModelRolledBack,
  RollbackModelRequest,
  TrainingQueued,
} from './forecasting.contract';
export type { FindWindowRequest, ReadAccuracyRequest, ReadForecastRequest } from './forecasting.contract';
export { AccuracyQuery, ForecastQuery, OptimalWindowQuery } from './forecasting.dto';
export { ESTIMATE_ENERGY, READ_DECISION, REPLAY_DECISION, ROUTE_GREEN } from './routing.contract';
export type { RouteGreenText } from './routing.contract';
export { DecisionAnswer, DecisionId, ReplayAnswer } from './routing.decision.answer';
export { EnergyEquationAnswer } from './routing.energy.answer';
export type { RecommendationAnswer, RegionEstimateAnswer } from './routing.energy.answer';
export { EnergyEquationRequest } from './routing.energy.dto';
export { RouteGreenAnswer } from './routing.route.answer';
export { RouteGreenRequest } from './routing.route.dto';
export {
  COMPLETE_RUN,
  LIST_DEKES_WORKLOADS,
  OPTIMIZE_QUERY,
  READ_BATCH,
  READ_DEKES_ANALYTICS,
  REPORT_CARBON,
  RETRY_RUN,
  ROUTE_RUN,
  SCHEDULE_BATCH,
} from './dekes.contract';
export { DekesAnalyticsAnswer } from './dekes.analytics.answer';
export { BatchAnswer } from './dekes.batch.answer';
export type { BatchQueryAnswer } from './dekes.batch.answer';
export {
  DEFAULT_LOOK_AHEAD_HOURS,
  DekesBatchId,
  DekesDecisionId,
  ScheduleBatchRequest,
} from './dekes.batch.dto';
export type {
  DekesAssumption,
  DekesEvidence,
  DekesExclusion,
  DekesRunEstimate,
  DekesWarning,
  QualityTier,
} from './dekes.estimate.answer';
export { OptimizeQueryAnswer } from './dekes.optimize.answer';
export { DEFAULT_DEKES_REGIONS, OptimizeQueryRequest } from './dekes.query.dto';
export type { DekesQuery } from './dekes.query.dto';
export { RouteRunAnswer } from './dekes.route.answer';
export type { DekesAction } from './dekes.route.answer';
export { CompleteRunRequest, ReportCarbonRequest, RouteRunRequest } from './dekes.run.dto';
export { DekesReceipt, DekesWorkloadPage } from './dekes.workload.answer';
export type {
  DekesDeliveryAnswer,
  DekesKind,
  DekesSettlementAnswer,
  DekesStatus,
  DekesWorkloadAnswer,
} from './dekes.workload.answer';
export { PlacementRequest } from './workloads.placement.dto';
export { PlacedAnswer, PlacementAnswer } from './workloads.placement.answer';
export type { BaselineAnswer, PlacementExclusion, PlacementWarning } from './workloads.placement.answer';
export {
  CompleteWorkloadRequest,
  SummaryQuery,
  WorkloadBatchRequest,
  WorkloadId,
  WorkloadRequest,
  WorkloadsQuery,
} from './workloads.dto';
export type { WorkloadStatus } from './workloads.dto';
export { WorkloadAnswer, WorkloadPage, WorkloadsAccepted } from './workloads.answer';
export type { SettlementAnswer, WorkloadPlanAnswer, WorkloadSummary } from './workloads.answer';
export { SummaryAnswer } from './workloads.summary.answer';
export type { AccuracyFigure, SavingsSummary } from './workloads.summary.answer';
export {
  ACCEPT_WORKLOADS,
  CANCEL_WORKLOAD,
  COMPLETE_WORKLOAD,
  LIST_WORKLOADS,
  PLACE_WORK,
  READ_WORKLOAD,
  RETRY_WORKLOAD,
  SUMMARISE_SAVINGS,
} from './workloads.contract';
export type { PlacementText, SavingsAndZones } from './workloads.contract';
export { REGISTRIES } from './credits.amount.dto';
export type { Mitigation, Pathway, Registry } from './credits.amount.dto';
export { CreditAnswer, CreditPage, PurchaseAnswer } from './credits.answer';
export type { CreditWarning } from './credits.answer';
export { BalanceAnswer } from './credits.balance.answer';
export type { CreditsOfType } from './credits.balance.answer';
export {
  AUTO_OFFSET,
  END_OFFSET_POLICY,
  LEDGER_POSTED,
  LIST_CREDITS,
  OFFSET_NEEDED,
  PURCHASE_CREDITS,
  READ_BALANCE,
  READ_CREDIT,
  READ_OFFSET_POLICY,
  RETIRE_CREDITS,
  REVERSE_RETIREMENT,
  SET_OFFSET_POLICY,
} from './credits.contract';
export type {
  Answered,
  LedgerPosted,
  OffsetNeeded,
  RetirementReversed,
  ReverseRetirementRequest,
} from './credits.contract';
export {
  AutoOffsetRequest,
  CreditId,
  CreditsQuery,
  OrganizationPath,
  OrganizationQuery,
} from './credits.dto';
export type { LotFilter } from './credits.dto';
export { AutoOffsetAnswer } from './credits.offset.answer';
export type { OffsetOutcome } from './credits.offset.answer';
export { OffsetPolicyAnswer, OffsetPolicyRequest } from './credits.policy.dto';
export type { OffsetFailure, OffsetMode, OffsetRun } from './credits.policy.dto';
export { PurchaseCreditsRequest } from './credits.purchase.dto';
export { RetireCreditsRequest } from './credits.retire.dto';
export { RetirementAnswer } from './credits.retirement.answer';
export type { RetirementLineAnswer } from './credits.retirement.answer';
export { emissionLogState } from './emission-log-state';
export { EmissionFigures, EmissionsAnswer } from './emissions.answer';
export { LIST_EMISSIONS, RECORD_EMISSIONS } from './emissions.contract';
export type { EmissionsRecorded, WorkloadEmissions } from './emissions.contract';
export { EmissionsQuery } from './emissions.dto';
export { FunctionalUnit, MAX_UNIT_COUNT, UNIT_NAME, UNIT_NAME_RULE } from './functional-unit.dto';
export { ORGANIZATION_ID } from './organization-id.validator';
export type { EmissionGroup } from './emissions.dto';
export { SustainabilityReport, SustainabilityReportContent } from './reports.answer';
export { REPORT_SUSTAINABILITY } from './reports.contract';
export type { WrittenReport } from './reports.contract';
export type { ReportCreditGroup, ReportRestated, ReportRestatements } from './reports.credits.answer';
export { SustainabilityReportQuery } from './reports.dto';
export type { ReportFormat } from './reports.dto';
export type { ReportFigures, ReportGroup } from './reports.figures.answer';
export type { ReportLeftOut } from './reports.workloads.answer';
export { capacities, isCapped } from './capacities';
export { CANCEL_CREDIT, HOLD_CREDIT, MARK_RETIREMENT } from './credits.registry.contract';
export type {
  CancelCreditRequest,
  CreditCancelled,
  CreditHeld,
  HoldCreditRequest,
  MarkRetirementRequest,
  RegistryStatus,
  RetirementMarked,
} from './credits.registry.contract';
