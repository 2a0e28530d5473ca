import type { Basis } from '@ecobe/carbon';
import type { ForecastAnswer, OptimalWindowAnswer } from './forecasting.answer';
import { rpc } from './rpc';

export interface ReadForecastRequest {
  /** Zone id or cloud region, as the caller wrote it. */
  region: string;
  /** 1..96 */
  horizonHours: number;
  basis: Basis;
}

/** Refusals: 400 UNKNOWN_REGION, 404 NO_OBSERVATIONS, 503 FORECAST_UNAVAILABLE. */
export const READ_FORECAST = rpc<ReadForecastRequest, ForecastAnswer>('forecasting.read-forecast');

export interface FindWindowRequest {
  region: string;
  /** Both in hours, multiples of 0.25. */
  durationHours: number;
  lookAheadHours: number;
  basis: Basis;
}

/** Refusals: those of a forecast, and 422 WINDOW_EXCEEDS_LOOK_AHEAD or FORECAST_TOO_SHORT. */
export const FIND_WINDOW = rpc<FindWindowRequest, OptimalWindowAnswer>('forecasting.find-window');
