import type { Basis } from '@ecobe/carbon';
import type { ForecastAccuracyAnswer } from './forecasting.accuracy.answer';
import type { ForecastAnswer, OptimalWindowAnswer } from './forecasting.answer';
import type { ForecastModelsAnswer } from './forecasting.models.answer';
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

export interface ForecastModelsRequest {
  /** Zone id or cloud region, as the caller wrote it. */
  region: string;
  basis: Basis;
}

/** The trained models of a series. Refusals: 400 UNKNOWN_REGION. */
export const LIST_MODELS = rpc<ForecastModelsRequest, ForecastModelsAnswer>('forecasting.list-models');

export interface TrainingQueued {
  /** Instant of the suite's clock: the training that was asked for ends after it. */
  askedAt: string;
  /** Trainings that wait or run, this one included; one that was asked for is the next to run. */
  queueLength: number;
}

/** Queues a training. Refusals: 400 UNKNOWN_REGION. */
export const TRAIN_MODEL = rpc<ForecastModelsRequest, TrainingQueued>('forecasting.train-model');

export interface RollbackModelRequest extends ForecastModelsRequest {
  /** Null: the one that the serving model replaced. */
  toId: number | null;
}

export interface ModelRolledBack {
  zone: string;
  basis: Basis;
  /** The model that served; null where none did. */
  fromId: number | null;
  /** The model that serves now; null where it is the profile. */
  toId: number | null;
}

/** Lets an earlier model serve again. Refusals: 400 UNKNOWN_REGION, 409 NO_ROLLBACK. */
export const ROLLBACK_MODEL = rpc<RollbackModelRequest, ModelRolledBack>('forecasting.rollback-model');

export interface ReadAccuracyRequest {
  region: string;
  /** Whole UTC days before the running one, 1..365. */
  days: number;
  basis: Basis;
}

/** What became of the forecasts that were issued; nulls with a reason where none was. Refusals: 400 UNKNOWN_REGION. */
export const READ_ACCURACY = rpc<ReadAccuracyRequest, ForecastAccuracyAnswer>('forecasting.read-accuracy');
