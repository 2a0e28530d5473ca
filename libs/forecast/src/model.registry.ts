import type { ForecastModel, ForecastRequest, PredictedHours } from './forecast-model';
import { persistenceModel } from './persistence.model';
import { profileModel } from './profile.model';
import { seasonalNaiveModel } from './seasonal-naive.model';

/** Every model, best first. A new one is one file and one line here. */
export const FORECAST_MODELS: readonly ForecastModel[] = [profileModel, seasonalNaiveModel, persistenceModel];

/** A better model that could not speak, and why. */
export interface SkippedModel {
  readonly model: string;
  readonly reason: string;
}

export type ForecastOutcome =
  | { kind: 'issued'; model: ForecastModel; prediction: PredictedHours; skipped: SkippedModel[] }
  | { kind: 'refused'; reason: string; skipped: SkippedModel[] };

/**
 * The forecast of the best model that has what it needs.
 * @throws RangeError for a horizon, an issue time or a quantile level out of range.
 */
export function predictBest(
  request: ForecastRequest,
  models: readonly ForecastModel[] = FORECAST_MODELS,
): ForecastOutcome {
  const skipped: SkippedModel[] = [];
  for (const model of models) {
    const prediction = model.predict(request);
    if (prediction.kind === 'predicted') return { kind: 'issued', model, prediction, skipped };
    skipped.push({ model: model.name, reason: prediction.reason });
  }
  return { kind: 'refused', reason: skipped.at(-1)?.reason ?? 'no model is registered', skipped };
}
