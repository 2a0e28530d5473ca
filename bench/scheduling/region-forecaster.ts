import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { FORECAST_MODELS, MAX_HORIZON_HOURS, TRAINERS, predictBest } from '@ecobe/forecast';
import type { ForecastModel } from '@ecobe/forecast';
import type { WeatherMode } from '../forecast/grid-history';
import { GridMemory } from './grid-memory';
import type { ReplayInit, ReplayTick } from './replay-protocol';

const CARBON_COLUMN = 'carbon_intensity_lifecycle';
/** Days before the issue that a forecast is made from. */
const SERVING_DAYS = 42;

/** Forecasts of one region from what has been published, by the product's models. */
export class RegionForecaster {
  private readonly memory: GridMemory;
  private models: readonly ForecastModel[] = FORECAST_MODELS;

  constructor(
    private readonly columns: ReplayInit['columns'][string],
    private readonly weather: WeatherMode,
    startMs: number,
  ) {
    this.memory = new GridMemory(startMs, 2 * 366 * 24, CARBON_COLUMN);
  }

  take({
    ci,
    forecasts,
  }: {
    ci?: ReplayTick['ci'][string];
    forecasts?: ReplayTick['forecasts'][string];
  }): void {
    for (const [time, intensity, measured = []] of ci ?? []) {
      const atMs = Date.parse(time);
      this.memory.set(CARBON_COLUMN, atMs, intensity);
      for (const [i, name] of this.columns.measured.entries()) this.memory.set(name, atMs, measured[i]);
    }
    for (const [time, values] of forecasts ?? []) {
      const atMs = Date.parse(time);
      for (const [i, name] of this.columns.forecast.entries()) this.memory.set(name, atMs, values[i]);
    }
  }

  /** Learns from all that was published before an instant. */
  async train(untilMs: number): Promise<void> {
    const trained: ForecastModel[] = [];
    for (const trainer of TRAINERS.slice(0, 1)) {
      const fit = await trainer.train({ ...this.memory.history(this.memory.startMs, this.weather), untilMs });
      if (fit.kind === 'trained') trained.push(trainer.open(fit));
    }
    this.models = [...trained, ...FORECAST_MODELS];
  }

  /** Hourly gCO2eq/kWh from the hour that starts at `issuedAtMs` on; null where not even the simplest model speaks. */
  forecast(issuedAtMs: number): Float64Array | null {
    const fromMs = issuedAtMs - SERVING_DAYS * DAY_MS;
    const outcome = predictBest(
      {
        ...this.memory.history(fromMs - (fromMs % HOUR_MS), this.weather),
        issuedAtMs,
        horizonHours: MAX_HORIZON_HOURS,
        quantileLevels: [],
      },
      this.models,
    );
    return outcome.kind === 'issued' ? outcome.prediction.values : null;
  }
}
