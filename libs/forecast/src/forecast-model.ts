import type { GridHistory } from './grid-history';

/** The farthest ahead that anybody may ask. */
export const MAX_HORIZON_HOURS = 96;

/**
 * Hours that a forecast is issued for. The running hour is partly over when somebody asks, and the newest forecast may
 * be of the hour before: with two more hours it reaches {@link MAX_HORIZON_HOURS} from then all the same.
 */
export const ISSUED_HOURS = MAX_HORIZON_HOURS + 2;

/** What a model may ask for. A model whose inputs are missing refuses, and a simpler one takes its place. */
type ForecastInput = 'carbon-intensity-history' | 'generation-by-source' | 'weather';

/** What a model wants to see before it says anything. */
export interface ForecastNeeds {
  readonly inputs: readonly ForecastInput[];
  /** Known hours before the issue. */
  readonly minKnownHours: number;
}

/** One question to a model. Hours at or after `issuedAtMs` may be in the history; no model reads them. */
export interface ForecastRequest extends GridHistory {
  /** Start of the first forecast hour, epoch ms on a full UTC hour. The last usable hour is the one before it. */
  readonly issuedAtMs: number;
  /** 1..{@link ISSUED_HOURS} */
  readonly horizonHours: number;
  /** Wanted quantiles, each in (0, 1). An empty list asks for point values only, which is cheaper. */
  readonly quantileLevels: readonly number[];
}

/** One quantile of the forecast, gCO2eq/kWh for each hour of the horizon. */
export interface QuantileCurve {
  readonly level: number;
  readonly values: Float64Array;
}

/** Hourly values from the issue on, gCO2eq/kWh; always finite and >= 0, and quantiles never cross. */
export interface PredictedHours {
  readonly kind: 'predicted';
  readonly values: Float64Array;
  readonly quantiles: readonly QuantileCurve[];
  /** Who said it, where inputs were missing and it was simpler than the model's name says. */
  readonly spokenBy?: string;
}

/** Why a model says nothing: a sentence for people, without the zone's name. */
export interface ModelRefusal {
  readonly kind: 'refused';
  readonly reason: string;
}

/** The port that every way of forecasting fills; `model.registry.ts` lists them, best first. */
export interface ForecastModel {
  /** Stable name with a version, stored with every forecast that it made. */
  readonly name: string;
  readonly needs: ForecastNeeds;
  predict(request: ForecastRequest): PredictedHours | ModelRefusal;
}
