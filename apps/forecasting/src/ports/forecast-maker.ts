import type { SeriesResponse } from '@ecobe/contracts';
import type { GridHistory, SkippedModel } from '@ecobe/forecast';
import type { IssuedForecast } from './issued-forecast';
import type { TrainedModel } from './trained-model';

/** What the model that serves a series is asked with. */
export interface TrainedInputs {
  readonly serving: TrainedModel;
  /** Generation and weather; null where the model must not speak, `skipped` says why. */
  readonly parts: Omit<GridHistory, 'history'> | null;
  readonly skipped: readonly SkippedModel[];
}

/** All that a forecast is made of. */
export interface ForecastOrder {
  readonly series: SeriesResponse;
  readonly nowMs: number;
  /** Null for a series without a trained model. */
  readonly trained: TrainedInputs | null;
}

export type MadeForecast =
  { kind: 'made'; forecast: IssuedForecast } | { kind: 'refused'; knownHours: number; reason: string };

/** Makes forecasts. */
export interface ForecastMaker {
  /**
   * The arrays of the order are handed over: the caller cannot read them afterwards.
   * @throws Error where the work could not be done to the end, whatever the models say.
   */
  make(order: ForecastOrder): Promise<MadeForecast>;
}
