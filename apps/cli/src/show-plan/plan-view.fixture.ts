import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { PlacedAnswer } from '@ecobe/contracts';
import { forecastView } from '../show-forecast/forecast-view.fixture';
import type { PlanView } from './plan-view';

export const PLANNED_AT_MS = Date.UTC(2021, 10, 15, 12);
const at = (hours: number): string => toIso(PLANNED_AT_MS + hours * HOUR_MS);

/** Work that runs from one hour to another, counted from the plan. */
export function placed(region: string, from: number, until: number, estimatedCO2: number): PlacedAnswer {
  const span = { startAt: at(from), endAt: at(until) };
  return {
    region,
    zone: region,
    ...span,
    slots: [span],
    estimatedCO2,
    range: { low: 0.9 * estimatedCO2, mid: estimatedCO2, high: 1.1 * estimatedCO2 },
    transferCO2: 0,
    avoidedCO2: 2000 - estimatedCO2,
    estimatedCost: null,
    carbonIntensity: 80,
    signal: 'average',
    basis: 'lifecycle',
    source: 'history-import',
    quality: 'forecast',
    model: 'profile-7d@1',
    validAt: span.startAt,
    ageSeconds: 600,
  };
}

/** An hour of work with four hours to its deadline: in ES at the second hour, in FR at the third, at home in DE at once. */
export function planView(changes: Partial<PlanView> = {}): PlanView {
  return {
    plannedAtMs: PLANNED_AT_MS,
    deadlineMs: PLANNED_AT_MS + 4 * HOUR_MS,
    chosen: placed('ES', 1, 2, 500),
    alternatives: [placed('FR', 2, 3, 2200)],
    baseline: {
      region: 'DE',
      zone: 'DE',
      startAt: at(0),
      endAt: at(1),
      estimatedCO2: 2000,
      estimatedCost: null,
      reason: null,
    },
    excluded: [],
    warnings: [],
    forecast: forecastView({ region: 'ES', zone: 'ES' }),
    ...changes,
  };
}
