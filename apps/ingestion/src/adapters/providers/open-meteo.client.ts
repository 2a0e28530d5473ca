import type { Clock } from '@ecobe/carbon';
import type { WeatherRun } from '../../ports/observation-store';
import type { WeatherSource } from '../../ports/weather-source';
import type { ProviderHttpClient } from '../http/provider-http.client';
import { AreaAnswer, VARIABLES, openMeteoShape, placesOf, requireVariables } from './open-meteo-answer';

/** A forecast of four days that is issued late in the day, from a run of the morning, ends on the sixth. */
const FORECAST_DAYS = 6;

/** Open-Meteo's hourly forecast over a zone, in the units of our weather table. */
export class OpenMeteoClient implements WeatherSource {
  readonly name = 'open-meteo';

  constructor(
    private readonly http: ProviderHttpClient,
    private readonly clock: Clock,
  ) {}

  async fetchForecast(zone: string): Promise<WeatherRun> {
    const { points, query: places } = placesOf(zone);
    const query = {
      ...places,
      hourly: VARIABLES.join(','),
      wind_speed_unit: 'ms',
      timezone: 'UTC',
      forecast_days: FORECAST_DAYS,
    };
    const answer = await this.http.get('/v1/forecast', query, openMeteoShape);
    requireVariables(answer, VARIABLES);
    const area = new AreaAnswer(answer, points);
    const nowMs = this.clock.nowMs();
    // the answer does not name its run, so it counts from when we had it
    const known = { issuedAtMs: nowMs, knownAtMs: nowMs, startMs: area.startMs };
    return { zone, source: this.name, ...known, hours: area.hours() };
  }
}
