import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { FindWindowRequest, OptimalWindowAnswer } from '@ecobe/contracts';
import { WINDOW_STEP_HOURS, findOptimalWindow } from '@ecobe/forecast';
import type { NoWindow } from '@ecobe/forecast';
import { endOf } from '../../ports/issued-forecast';
import type { IssuedForecast } from '../../ports/issued-forecast';
import type { ForecastSupply } from '../read-forecast/forecast-supply';

/** Finds when, within the look-ahead, a run of a given length meets the least intensity. */
export class FindWindowUseCase {
  constructor(
    private readonly supply: ForecastSupply,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError as `ForecastSupply`, and 422 `WINDOW_EXCEEDS_LOOK_AHEAD` or `FORECAST_TOO_SHORT`. */
  async find(request: FindWindowRequest): Promise<OptimalWindowAnswer> {
    const { region, durationHours, lookAheadHours, basis } = request;
    const key = this.supply.seriesOf(region, basis);
    const nowMs = this.clock.nowMs();
    const forecast = await this.supply.reaching(key, nowMs + lookAheadHours * HOUR_MS);
    const { startMs, values } = forecast;
    const window = findOptimalWindow({ startMs, gPerKwh: values, nowMs, durationHours, lookAheadHours });
    if (window.kind === 'refused') throw refusal(window, forecast, nowMs);
    return {
      ...this.supply.provenance(region, forecast),
      startTime: toIso(window.startMs),
      endTime: toIso(window.endMs),
      avgCarbonIntensity: rounded(window.meanGPerKwh),
      immediateCarbonIntensity: rounded(window.immediateMeanGPerKwh),
      savings: window.savingsPercent === null ? null : rounded(window.savingsPercent),
      savingsReason: window.savingsReason,
      durationHours,
      lookAheadHours,
    };
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The longest look-ahead that can be asked for. */
const wholeQuarters = (hours: number): number =>
  Math.max(0, Math.floor(hours / WINDOW_STEP_HOURS) * WINDOW_STEP_HOURS);

const refusal = ({ code, reason }: NoWindow, forecast: IssuedForecast, nowMs: number): ProblemError =>
  new ProblemError({
    status: 422,
    code,
    title: code === 'FORECAST_TOO_SHORT' ? 'Forecast too short' : 'Window exceeds the look-ahead',
    detail: `${forecast.zone}: ${reason}.`,
    extensions: { zone: forecast.zone, reachesHours: wholeQuarters((endOf(forecast) - nowMs) / HOUR_MS) },
  });
