import { HOUR_MS, MINUTE_MS, seriesId, toIso } from '@ecobe/carbon';
import type { Basis, Quality, Signal } from '@ecobe/carbon';
import { zoneIntensity } from '@ecobe/contracts';
import type { ForecastSnapshot, GridSnapshotReader } from '@ecobe/contracts';
import { shown } from '@ecobe/energy';
import { WINDOW_STEP_HOURS, findOptimalWindow } from '@ecobe/forecast';
import type { FeasibleWindow } from './feasible-window';

/** The intensity at which the work of a region is priced, with where it comes from. */
export interface PricedIntensity {
  readonly kind: 'priced';
  /** gCO2eq/kWh */
  readonly carbonIntensity: number;
  readonly signal: Signal;
  readonly basis: Basis;
  readonly source: string;
  readonly quality: Quality;
  readonly validAt: string;
  readonly ageSeconds: number;
  readonly startAt: string;
  readonly endAt: string | null;
  /** End of the span of the value, or the issue of the forecast; epoch ms. */
  readonly knownUntilMs: number;
  /** End of the forecast where it does not reach to the end of the window, epoch ms; else null. */
  readonly forecastUntilMs: number | null;
}

export interface Unpriced {
  readonly kind: 'unpriced';
  readonly code: 'NO_DATA' | 'NOT_SAME_BASIS' | 'NO_FORECAST' | 'FORECAST_TOO_SHORT';
  readonly reason: string;
}

const unpriced = (code: Unpriced['code'], reason: string): Unpriced => ({ kind: 'unpriced', code, reason });
const secondsSince = (instant: string, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 1000));

/** The newest known value of a zone. */
export function priceNow(
  grid: GridSnapshotReader,
  zone: string,
  basis: Basis,
  nowMs: number,
): PricedIntensity | Unpriced {
  const { current, otherSeries } = zoneIntensity(grid, zone, basis);
  if (current === null) {
    return otherSeries.length > 0
      ? unpriced(
          'NOT_SAME_BASIS',
          `zone ${zone} has ${otherSeries.join(', ')} data only, not average ${basis}`,
        )
      : unpriced('NO_DATA', `no average ${basis} carbon intensity is known for zone ${zone}`);
  }
  const { signal, source, quality, validAt } = current;
  const ageSeconds = secondsSince(validAt, nowMs);
  const startAt = toIso(nowMs);
  return {
    kind: 'priced',
    carbonIntensity: shown(current.carbonIntensity),
    signal,
    basis,
    source,
    quality,
    validAt,
    ageSeconds,
    startAt,
    endAt: null,
    knownUntilMs: Date.parse(validAt) + current.resolutionMinutes * MINUTE_MS,
    forecastUntilMs: null,
  };
}

const forecastEndMs = ({ startAt, values }: ForecastSnapshot): number =>
  Date.parse(startAt) + values.length * HOUR_MS;

/** Hours of the window that the forecast reaches, in whole steps. */
function coveredHours(window: FeasibleWindow, untilMs: number): number {
  const steps = Math.floor((untilMs - window.startMs) / HOUR_MS / WINDOW_STEP_HOURS);
  return Math.min(window.hours, steps * WINDOW_STEP_HOURS);
}

/** The mean forecast intensity of the best slot inside the part of a window that the forecast reaches. */
export function priceInWindow(
  grid: GridSnapshotReader,
  zone: string,
  basis: Basis,
  window: FeasibleWindow,
  nowMs: number,
): PricedIntensity | Unpriced {
  const forecast = grid.forecast(seriesId({ zone, signal: 'average', basis }));
  if (forecast === undefined) {
    return unpriced('NO_FORECAST', `no average ${basis} forecast is known for zone ${zone}`);
  }
  const untilMs = forecastEndMs(forecast);
  const hours = coveredHours(window, untilMs);
  if (hours < window.durationHours) {
    const reason = `the forecast ends at ${toIso(untilMs)}: ${window.durationHours} h from ${toIso(window.startMs)} on do not fit`;
    return unpriced('FORECAST_TOO_SHORT', reason);
  }
  const slot = findOptimalWindow({
    startMs: Date.parse(forecast.startAt),
    gPerKwh: forecast.values,
    nowMs: window.startMs,
    durationHours: window.durationHours,
    lookAheadHours: hours,
  });
  if (slot.kind === 'refused') return unpriced('FORECAST_TOO_SHORT', slot.reason);
  return {
    kind: 'priced',
    carbonIntensity: shown(slot.meanGPerKwh),
    signal: forecast.signal,
    basis,
    source: forecast.source,
    quality: forecast.quality,
    validAt: toIso(slot.startMs),
    ageSeconds: secondsSince(forecast.issuedAt, nowMs),
    startAt: toIso(slot.startMs),
    endAt: toIso(slot.endMs),
    knownUntilMs: Date.parse(forecast.issuedAt),
    forecastUntilMs: hours < window.hours ? untilMs : null,
  };
}
