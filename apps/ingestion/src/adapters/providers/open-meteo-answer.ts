import { HOUR_MS, findZone, weatherPoints } from '@ecobe/carbon';
import type { WeatherPoint } from '@ecobe/carbon';
import type { WeatherHours } from '@ecobe/contracts';
import { z } from 'zod';
import { ProviderFaultError } from '../../ports/provider-fault';

const place = z.object({
  hourly: z.object({ time: z.array(z.string()) }).catchall(z.array(z.number().nullable())),
});

/** One place is answered as an object, several as an array in the order asked. */
export const openMeteoShape = z.union([place, z.array(place)]);
type Place = z.infer<typeof place>;

export const VARIABLES = [
  'wind_speed_10m',
  'temperature_2m',
  'dew_point_2m',
  'shortwave_radiation',
  'precipitation',
] as const;

const KELVIN_AT_0_C = 273.15;
const kelvin = (celsius: number): number => celsius + KELVIN_AT_0_C;
const unchanged = (value: number): number => value;
/** A mean over less of a zone's area would be that of another place. */
const LEAST_WEIGHT = 0.5;

/** Where a zone's weather is asked for, as the query wants it. @throws RangeError for no zone of the catalogue. */
export function placesOf(zoneId: string): {
  points: readonly WeatherPoint[];
  query: { latitude: string; longitude: string };
} {
  const zone = findZone(zoneId);
  if (zone === undefined) throw new RangeError(`${zoneId} is no zone of the catalogue`);
  const points = weatherPoints(zone);
  const list = (of: (point: WeatherPoint) => number) => points.map(of).join(',');
  return { points, query: { latitude: list((p) => p.latitude), longitude: list((p) => p.longitude) } };
}

/** The hours of an answer for some places, weighted into one. */
export class AreaAnswer {
  private readonly places: Place[];
  readonly startMs: number;
  /** One less than told: radiation and rain of the last hour would stand on the next. */
  readonly length: number;

  /** @throws ProviderFaultError where the answer is not of these places, or not of consecutive hours. */
  constructor(
    answer: z.infer<typeof openMeteoShape>,
    private readonly points: readonly WeatherPoint[],
  ) {
    this.places = Array.isArray(answer) ? answer : [answer];
    const [first] = this.places;
    if (first === undefined || this.places.length !== points.length) {
      throw malformed(`answered ${this.places.length} places for ${points.length}`);
    }
    const { time } = first.hourly;
    this.startMs = Date.parse(`${time[0] ?? ''}Z`);
    this.length = time.length - 1;
    for (const { hourly } of this.places) this.check(hourly);
  }

  /** @param suffix of the variables' names: of which earlier run they are */
  hours(suffix = ''): WeatherHours {
    return {
      windSpeedMs: this.mean(`wind_speed_10m${suffix}`, 0, unchanged),
      temperatureK: this.mean(`temperature_2m${suffix}`, 0, kelvin),
      dewpointK: this.mean(`dew_point_2m${suffix}`, 0, kelvin),
      // told of the hour before, so that of the hour from 10 to 11 stands at 11
      shortwaveRadiationWPerM2: this.mean(`shortwave_radiation${suffix}`, 1, unchanged),
      precipitationMm: this.mean(`precipitation${suffix}`, 1, unchanged),
    };
  }

  private mean(name: string, shift: number, inOurUnit: (value: number) => number): (number | null)[] {
    const columns = this.places.map(({ hourly }) => hourly[name]);
    return Array.from({ length: this.length }, (_, hour) => {
      let [weight, sum] = [0, 0];
      for (const [index, column] of columns.entries()) {
        const value = column?.[hour + shift];
        if (typeof value !== 'number') continue;
        const { weight: ofPoint } = this.points[index] ?? { weight: 0 };
        weight += ofPoint;
        sum += ofPoint * inOurUnit(value);
      }
      return weight < LEAST_WEIGHT ? null : Math.round((sum / weight) * 1000) / 1000;
    });
  }

  private check(hourly: Place['hourly']): void {
    const lengths = new Set(Object.values(hourly).map((values) => values.length));
    if (lengths.size !== 1 || this.length < 1) throw malformed('has columns of different length, or none');
    const isRegular = hourly.time.every(
      (time, hour) => Date.parse(`${time}Z`) === this.startMs + hour * HOUR_MS,
    );
    if (!isRegular) throw malformed('has times that are not the same consecutive hours at all places');
  }
}

const malformed = (message: string): ProviderFaultError => new ProviderFaultError('malformed', message);

/** @throws ProviderFaultError unless every place tells every variable. */
export function requireVariables(answer: z.infer<typeof openMeteoShape>, names: readonly string[]): void {
  const places = Array.isArray(answer) ? answer : [answer];
  const missing = names.find((name) => places.some(({ hourly }) => hourly[name] === undefined));
  if (missing !== undefined) throw malformed(`answered without ${missing}`);
}
