import type { Basis, Quality, Signal } from '@ecobe/carbon';
import type {
  CurrentResponse,
  HistoryResponse,
  RegionIntensity,
  ZoneAnswer,
  ZonePage,
} from './ingestion.answer';
import { domainEvent, rpc } from './rpc';

export interface SeriesRequest {
  zone: string;
  signal: Signal;
  basis: Basis;
  /** ISO 8601 UTC, half-open, whole hours. */
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

/** Hourly history of one series. Refusals: 400 UNKNOWN_REGION, 400 INVALID_INPUT, 404 NO_OBSERVATIONS. */
export const READ_SERIES = rpc<SeriesRequest, SeriesResponse>('ingestion.read-series');

export interface GridHoursRequest {
  zone: string;
  basis: Basis;
  /** ISO 8601 UTC, half-open, whole hours, at most 92 days. `end` may lie ahead of now: weather is forecast. */
  start: string;
  end: string;
}

/** What one kind of plant fed in; MW from `start` on, null where unknown. */
export interface SourceHours {
  source: string;
  /** gCO2eq/kWh, as counted in the zone's intensity. */
  emissionFactorGPerKwh: number;
  valuesMw: (number | null)[];
}

/** Hourly weather over the zone from `start` on, the mean of its weighted points; null where unknown. */
export interface WeatherHours {
  windSpeedMs: (number | null)[];
  temperatureK: (number | null)[];
  dewpointK: (number | null)[];
  shortwaveRadiationWPerM2: (number | null)[];
  precipitationMm: (number | null)[];
}

/** What forecasts learn from besides the intensity itself; only what was known at the suite's clock. */
export interface GridHoursResponse {
  zone: string;
  basis: Basis;
  start: string;
  /** Empty where no source of the zone tells its generation. */
  sources: SourceHours[];
  /** `[a]`: what the run of the UTC day `a` days before each hour's own day said. Empty without weather. */
  weatherByAgeDays: WeatherHours[];
}

/** Generation and weather of a zone. Refusals: 400 UNKNOWN_REGION, 400 INVALID_INPUT. */
export const READ_GRID_HOURS = rpc<GridHoursRequest, GridHoursResponse>('ingestion.read-grid-hours');

export interface CurrentRequest {
  /** Zone ids or cloud region names, as the caller wrote them. */
  regions: string[];
  basis: Basis;
}

/** Newest values of many regions; those without one are excluded. Refusals: 400 UNKNOWN_REGION. */
export const READ_CURRENT = rpc<CurrentRequest, CurrentResponse>('ingestion.read-current');

export interface RegionRequest {
  region: string;
  basis: Basis;
}

/** Newest value of one region. Refusals: 400 UNKNOWN_REGION, 404 NO_OBSERVATIONS. */
export const READ_REGION_CURRENT = rpc<RegionRequest, RegionIntensity>('ingestion.read-region-current');

export interface HistoryRequest {
  region: string;
  basis: Basis;
  start: string;
  end: string;
  granularity: 'hourly' | 'daily';
}

/** Refusals: 400 UNKNOWN_REGION, INVALID_INPUT, SPAN_TOO_LONG. */
export const READ_HISTORY = rpc<HistoryRequest, HistoryResponse>('ingestion.read-history');

export interface ZonePageRequest {
  /** Where the page before ended. */
  cursor?: string;
  limit: number;
}

/** Refusals: 400 INVALID_INPUT for a cursor of no page. */
export const LIST_ZONES = rpc<ZonePageRequest, ZonePage>('ingestion.list-zones');

/** Refusals: 400 UNKNOWN_REGION. */
export const READ_ZONE = rpc<{ zone: string }, ZoneAnswer>('ingestion.read-zone');

/** Told after new observations were committed, at most a few times a minute. */
export const OBSERVATIONS_RECORDED = domainEvent<{ seriesIds: string[] }>('ingestion.observations-recorded');

/** Told by the import command, so that what runs takes the new history in at once. */
export const HISTORY_IMPORTED = domainEvent<{ zone: string }>('ingestion.history-imported');
