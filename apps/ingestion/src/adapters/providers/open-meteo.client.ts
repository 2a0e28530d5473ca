import { findZone } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { z } from 'zod';
import type { WeatherObservation } from '../../ports/observation-store';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { WeatherSource } from '../../ports/weather-source';
import type { ProviderHttpClient } from '../http/provider-http.client';

const column = z.array(z.number().nullable());
const schema = z.object({
  hourly: z.object({
    time: z.array(z.string()),
    wind_speed_10m: column,
    temperature_2m: column,
    dew_point_2m: column,
    shortwave_radiation: column,
    precipitation: column,
  }),
});

const KELVIN_AT_0_C = 273.15;
const FORECAST_DAYS = 5;
const kelvin = (celsius: number | null | undefined): number | null =>
  celsius === null || celsius === undefined ? null : celsius + KELVIN_AT_0_C;

/** Open-Meteo's hourly forecast at the centre of a zone, in the units of our weather table. */
export class OpenMeteoClient implements WeatherSource {
  readonly name = 'open-meteo';

  constructor(
    private readonly http: ProviderHttpClient,
    private readonly clock: Clock,
  ) {}

  async fetchForecast(zoneId: string): Promise<WeatherObservation[]> {
    const zone = findZone(zoneId);
    if (zone === undefined) throw new RangeError(`${zoneId} is no zone of the catalogue`);
    const query = {
      latitude: zone.latitude,
      longitude: zone.longitude,
      hourly: 'wind_speed_10m,temperature_2m,dew_point_2m,shortwave_radiation,precipitation',
      wind_speed_unit: 'ms',
      timezone: 'UTC',
      forecast_days: FORECAST_DAYS,
    };
    const { hourly } = await this.http.get('/v1/forecast', query, schema);
    const lengths = new Set(Object.values(hourly).map((values) => values.length));
    if (lengths.size !== 1 || hourly.time.length === 0) {
      throw new ProviderFaultError('malformed', 'has columns of different length, or none');
    }
    const nowMs = this.clock.nowMs();
    return hourly.time.map((time, index) => ({
      zone: zoneId,
      point: 'centre',
      source: this.name,
      validAtMs: Date.parse(`${time}Z`),
      // the answer does not name its run, so it counts from when we had it
      issuedAtMs: nowMs,
      knownAtMs: nowMs,
      windSpeedMs: hourly.wind_speed_10m[index] ?? null,
      temperatureK: kelvin(hourly.temperature_2m[index]),
      dewpointK: kelvin(hourly.dew_point_2m[index]),
      shortwaveRadiationWPerM2: hourly.shortwave_radiation[index] ?? null,
      precipitationMm: hourly.precipitation[index] ?? null,
    }));
  }
}
