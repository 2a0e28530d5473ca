import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { ForecastAnswer } from '@ecobe/contracts';
import type { ForecastView } from './forecast-view';

const NOON_MS = Date.UTC(2021, 10, 15, 12);

/** Four hours to come (100, 80, 120, 90) with a band of 10 on either side, three hours before them, one unknown. */
export function forecastView(changes: Partial<ForecastAnswer> = {}): ForecastView {
  const hours = [100, 80, 120, 90].map((gPerKwh, i) => ({
    atMs: NOON_MS + i * HOUR_MS,
    gPerKwh,
    p10GPerKwh: gPerKwh - 10,
    p90GPerKwh: gPerKwh + 10,
  }));
  const observed = [-4, -2, -1].map((hour) => ({ atMs: NOON_MS + hour * HOUR_MS, gPerKwh: 95 }));
  return { hours, observed, forecast: { ...answer(hours), ...changes } };
}

const answer = (hours: ForecastView['hours']): ForecastAnswer => ({
  region: 'DE',
  zone: 'DE',
  signal: 'average',
  basis: 'lifecycle',
  source: 'history-import',
  quality: 'forecast',
  issuedAt: toIso(NOON_MS + 120_000),
  ageSeconds: 600,
  model: 'profile-7d@1',
  horizonHours: 4,
  skill: {
    mapePercent: 15.42,
    seasonalNaiveMapePercent: 22.05,
    from: '2021-10-25T12:00:00.000Z',
    until: '2021-11-15T12:00:00.000Z',
    leadHours: 24,
    originCount: 21,
    hourCount: 504,
    zeroHourCount: 0,
    reason: null,
  },
  skipped: [],
  points: hours.map(({ atMs, gPerKwh, p10GPerKwh, p90GPerKwh }) => ({
    validAt: toIso(atMs),
    carbonIntensity: gPerKwh,
    p10: p10GPerKwh,
    p90: p90GPerKwh,
  })),
});
