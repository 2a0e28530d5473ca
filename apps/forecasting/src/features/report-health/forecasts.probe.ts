import { HOUR_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { GridSnapshotReader, HealthCheck } from '@ecobe/contracts';

/** Rounds come several times an hour: a forecast that is older means that something is stuck. */
const STALE_MS = 3 * HOUR_MS;
const MAX_NAMED = 10;

/** Whether every series that has a value also has a forecast of the last hours. */
export function forecastsProbe(snapshot: GridSnapshotReader, clock: Clock): HealthCheck {
  const nowMs = clock.nowMs();
  const wanted = snapshot.seriesIds().filter((id) => snapshot.current(id) !== undefined);
  const missing = wanted.filter((id) => {
    const forecast = snapshot.forecast(id);
    return forecast === undefined || nowMs - Date.parse(forecast.issuedAt) > STALE_MS;
  });
  const counts = { series: wanted.length, withoutFreshForecast: missing.length };
  if (missing.length === 0) return { status: 'ok', ...counts };
  return {
    status: 'degraded',
    detail: `no forecast of the last 3 h for ${missing.slice(0, MAX_NAMED).join(', ')}${missing.length > MAX_NAMED ? ', ...' : ''}`,
    ...counts,
  };
}
