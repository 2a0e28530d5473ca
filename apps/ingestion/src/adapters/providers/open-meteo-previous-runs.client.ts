import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { WeatherHours } from '@ecobe/contracts';
import type { WeatherRun } from '../../ports/observation-store';
import type { WeatherArchive } from '../../ports/weather-source';
import type { ProviderHttpClient } from '../http/provider-http.client';
import { AreaAnswer, VARIABLES, openMeteoShape, placesOf, requireVariables } from './open-meteo-answer';

/** Days back of what an hour is told from, 24 to 120 hours before it. */
const DAYS_BACK = [1, 2, 3, 4, 5];
const HOURS_PER_DAY = DAY_MS / HOUR_MS;

const suffixOf = (daysBack: number): string => `_previous_day${daysBack}`;
const dateOf = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 10);

/**
 * Open-Meteo's Previous Runs API: what was forecast of an hour 24, 48, ... hours before it. Of these the run of a UTC day
 * is put together so that nothing in it was issued after that day's 00 UTC: its hours 1 to 24 were forecast 24 hours
 * before each of them, its hours 25 to 48 48 hours before, and so on. So they are up to a day older than a real run of
 * that day would be, and never too young.
 */
export class OpenMeteoPreviousRunsClient implements WeatherArchive {
  readonly name = 'open-meteo-previous-runs';

  constructor(private readonly http: ProviderHttpClient) {}

  async fetchRuns(zone: string, days: Interval): Promise<WeatherRun[]> {
    const { points, query: places } = placesOf(zone);
    const firstDayMs = Math.ceil(days.startMs / DAY_MS) * DAY_MS;
    const variables = DAYS_BACK.flatMap((back) => VARIABLES.map((name) => `${name}${suffixOf(back)}`));
    const query = {
      ...places,
      hourly: variables.join(','),
      wind_speed_unit: 'ms',
      timezone: 'UTC',
      start_date: dateOf(firstDayMs),
      end_date: dateOf(days.endMs - 1 + DAYS_BACK.length * DAY_MS),
    };
    const answer = await this.http.get('/v1/forecast', query, openMeteoShape);
    requireVariables(answer, variables);
    const area = new AreaAnswer(answer, points);
    const told = DAYS_BACK.map((back) => area.hours(suffixOf(back)));
    const runs: WeatherRun[] = [];
    for (let dayMs = firstDayMs; dayMs < days.endMs; dayMs += DAY_MS) {
      const hours = runOf(told, (dayMs - area.startMs) / HOUR_MS + 1);
      const known = { issuedAtMs: dayMs, knownAtMs: dayMs, startMs: dayMs + HOUR_MS };
      if (saysSomething(hours)) runs.push({ zone, source: this.name, ...known, hours });
    }
    return runs;
  }
}

/** @param told by days back, from one on  @param from index of the run's first hour */
function runOf(told: readonly WeatherHours[], from: number): WeatherHours {
  const column = (name: keyof WeatherHours): (number | null)[] =>
    told.flatMap((ofDay, day) =>
      Array.from(
        { length: HOURS_PER_DAY },
        (_, hour) => ofDay[name][from + day * HOURS_PER_DAY + hour] ?? null,
      ),
    );
  return {
    windSpeedMs: column('windSpeedMs'),
    temperatureK: column('temperatureK'),
    dewpointK: column('dewpointK'),
    shortwaveRadiationWPerM2: column('shortwaveRadiationWPerM2'),
    precipitationMm: column('precipitationMm'),
  };
}

const saysSomething = (hours: WeatherHours): boolean =>
  Object.values(hours).some((column: (number | null)[]) => column.some((value) => value !== null));
