import { HOUR_MS, startOfHour, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { ForecastAnswer, ForecastPoint, ReadForecastRequest } from '@ecobe/contracts';
import { endOf } from '../../ports/issued-forecast';
import type { IssuedForecast, IssuedSkill } from '../../ports/issued-forecast';
import type { ForecastSupply } from './forecast-supply';

/** Answers a region's forecast from the running hour on. */
export class ReadForecastUseCase {
  constructor(
    private readonly supply: ForecastSupply,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 400, 404, 503 as `ForecastSupply`, 422 `FORECAST_TOO_SHORT` when no forecast reaches so far. */
  async read({ region, horizonHours, basis }: ReadForecastRequest): Promise<ForecastAnswer> {
    const fromMs = startOfHour(this.clock.nowMs());
    const untilMs = fromMs + horizonHours * HOUR_MS;
    const forecast = await this.supply.reaching(this.supply.seriesOf(region, basis), untilMs);
    if (endOf(forecast) < untilMs) throw tooShort(forecast, fromMs);
    return {
      ...this.supply.provenance(region, forecast),
      horizonHours,
      skill: toldSkill(forecast.skill),
      skipped: forecast.skipped.map(({ model, reason }) => ({ model, reason })),
      points: pointsOf(forecast, fromMs, untilMs),
    };
  }
}

const toldSkill = ({ fromMs, untilMs, ...figures }: IssuedSkill): ForecastAnswer['skill'] => ({
  ...figures,
  from: fromMs === null ? null : toIso(fromMs),
  until: untilMs === null ? null : toIso(untilMs),
});

function pointsOf(forecast: IssuedForecast, fromMs: number, untilMs: number): ForecastPoint[] {
  const first = (fromMs - forecast.startMs) / HOUR_MS;
  const end = (untilMs - forecast.startMs) / HOUR_MS;
  return forecast.values.slice(first, end).map((carbonIntensity, i) => ({
    validAt: toIso(fromMs + i * HOUR_MS),
    carbonIntensity,
    p10: bandAt(forecast, 'p10', first + i),
    p90: bandAt(forecast, 'p90', first + i),
  }));
}

/** @throws RangeError when a stored forecast has no such hour in its band: it was not stored by this service. */
function bandAt(forecast: IssuedForecast, curve: 'p10' | 'p90', index: number): number {
  const value = forecast[curve][index];
  if (value !== undefined) return value;
  throw new RangeError(
    `the forecast of ${forecast.zone} has no ${curve} of ${toIso(forecast.startMs + index * HOUR_MS)}`,
  );
}

const tooShort = (forecast: IssuedForecast, fromMs: number): ProblemError =>
  new ProblemError({
    status: 422,
    code: 'FORECAST_TOO_SHORT',
    title: 'Forecast too short',
    detail: `The newest forecast of ${forecast.zone} was issued at ${toIso(forecast.issuedAtMs)} and ends at ${toIso(endOf(forecast))}; no newer one can be made now.`,
    extensions: { zone: forecast.zone, reachesHours: (endOf(forecast) - fromMs) / HOUR_MS },
  });
