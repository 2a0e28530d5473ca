import { HOUR_MS, MINUTE_MS, seriesId } from '@ecobe/carbon';
import { zoneIntensity } from '@ecobe/contracts';
import type {
  CurrentIntensity,
  DekesExclusion,
  ForecastSnapshot,
  GridSnapshotReader,
} from '@ecobe/contracts';

const BASIS = 'lifecycle';
/** A value whose span ended longer ago no longer speaks for the running hour. */
const STALE_AFTER_MS = 2 * HOUR_MS;
const DAY_HOURS = 24;

/** What is known of a zone from the running hour on. */
export interface GridHours {
  readonly kind: 'known';
  /** The running hour, counted from the epoch. */
  readonly firstHour: number;
  /** gCO2eq/kWh, hour by hour. */
  readonly gPerKwh: readonly number[];
  /** So many hours are known; in the others those of the last known day are repeated. */
  readonly knownHours: number;
  readonly current: CurrentIntensity;
  /** End of the span that the newest value is for, epoch ms. */
  readonly currentUntilMs: number;
  readonly isStale: boolean;
  readonly forecast: ForecastSnapshot | null;
}

export type UnknownHours = Pick<DekesExclusion, 'code' | 'reason'> & { readonly kind: 'unknown' };

function expected(forecast: ForecastSnapshot | undefined, firstHour: number): number[] {
  if (forecast === undefined) return [];
  const offset = firstHour - Date.parse(forecast.startAt) / HOUR_MS;
  return offset < 0 ? [] : forecast.values.slice(offset);
}

function repeated(known: readonly number[], count: number): number[] {
  const day = known.slice(-DAY_HOURS);
  const missing = Math.max(0, count - known.length);
  return [...known, ...Array.from({ length: missing }, (_, hour) => day[hour % day.length] ?? NaN)];
}

/**
 * Reads a zone's hours from the grid snapshot: the newest value for the running hour while it is fresh, then the forecast.
 * @param neededHours as many are given even where the forecast is shorter
 */
export function gridHours(
  grid: GridSnapshotReader,
  zone: string,
  nowMs: number,
  neededHours: number,
): GridHours | UnknownHours {
  const { current, otherSeries } = zoneIntensity(grid, zone, BASIS);
  if (current === null) {
    return otherSeries.length > 0
      ? {
          kind: 'unknown',
          code: 'NOT_SAME_BASIS',
          reason: `zone ${zone} has ${otherSeries.join(', ')} data only`,
        }
      : {
          kind: 'unknown',
          code: 'NO_DATA',
          reason: `no average lifecycle carbon intensity is known for zone ${zone}`,
        };
  }
  const firstHour = Math.floor(nowMs / HOUR_MS);
  const forecast = grid.forecast(seriesId({ zone, signal: 'average', basis: BASIS }));
  const currentUntilMs = Date.parse(current.validAt) + current.resolutionMinutes * MINUTE_MS;
  const isStale = nowMs - currentUntilMs > STALE_AFTER_MS;
  const [running, ...later] = expected(forecast, firstHour);
  const first = isStale ? (running ?? current.carbonIntensity) : current.carbonIntensity;
  const known = [first, ...later];
  return {
    kind: 'known',
    firstHour,
    gPerKwh: repeated(known, neededHours),
    knownHours: known.length,
    current,
    currentUntilMs,
    isStale: isStale && running === undefined,
    forecast: forecast ?? null,
  };
}
