export { ProblemError, isProblemBody } from './problem';
export type { ProblemBody, ProblemDetailItem } from './problem';
export { domainEvent, healthOf, rpc } from './rpc';
export type { DomainEvent, HealthCheck, Rpc, ServiceHealth } from './rpc';
export type {
  CurrentIntensity,
  ForecastSnapshot,
  GridSnapshotReader,
  GridSnapshotWriter,
  IntensityValue,
} from './grid.contract';
export { OBSERVATIONS_RECORDED, READ_CURRENT, READ_HISTORY, READ_SERIES } from './ingestion.contract';
export type {
  CurrentRequest,
  CurrentResponse,
  ExcludedRegion,
  HistoryPoint,
  HistoryRequest,
  HistoryResponse,
  RegionIntensity,
  SeriesRequest,
  SeriesResponse,
} from './ingestion.contract';
