import type { Basis, Quality, Signal } from '@ecobe/carbon';
import type { IntensityValue } from './grid.contract';
import { domainEvent, rpc } from './rpc';

export interface SeriesRequest {
  zone: string;
  signal: Signal;
  basis: Basis;
  /** ISO 8601 UTC, half-open. */
  start: string;
  end: string;
}

/** Hourly values from `start` on; null where nothing is known. Only what was known at the suite's clock. */
export interface SeriesResponse {
  zone: string;
  signal: Signal;
  basis: Basis;
  start: string;
  values: (number | null)[];
  /** Quality of the whole series: simulated and real are never mixed. */
  quality: Quality;
  source: string;
}

/** Hourly history of one series for the forecasting service. */
export const READ_SERIES = rpc<SeriesRequest, SeriesResponse>('ingestion.read-series');

export interface CurrentRequest {
  /** Zone ids or cloud region names, as the caller wrote them. */
  regions: string[];
  basis: Basis;
}

export interface RegionIntensity extends IntensityValue {
  /** The caller's own name of it. */
  region: string;
  ageSeconds: number;
}

export interface ExcludedRegion {
  region: string;
  zone: string | null;
  code: string;
  reason: string;
}

export interface CurrentResponse {
  values: RegionIntensity[];
  excluded: ExcludedRegion[];
}

export const READ_CURRENT = rpc<CurrentRequest, CurrentResponse>('ingestion.read-current');

export interface HistoryRequest {
  region: string;
  basis: Basis;
  start: string;
  end: string;
  granularity: 'hourly' | 'daily';
}

export interface HistoryPoint {
  validAt: string;
  carbonIntensity: number;
  source: string;
  quality: Quality;
  /** How often this hour was published; revisions are kept. */
  revisions: number;
}

export interface HistoryResponse {
  region: string;
  zone: string;
  signal: Signal;
  basis: Basis;
  granularity: 'hourly' | 'daily';
  points: HistoryPoint[];
}

export const READ_HISTORY = rpc<HistoryRequest, HistoryResponse>('ingestion.read-history');

/** Told after new observations were committed, at most a few times a minute. */
export const OBSERVATIONS_RECORDED = domainEvent<{ seriesIds: string[] }>('ingestion.observations-recorded');
