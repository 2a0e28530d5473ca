import type { Interval } from '@ecobe/carbon';
import { scoreOf } from '@ecobe/forecast';
import type { FitMetrics, HeldOutScore } from '@ecobe/forecast';
import { LEAD_DAYS } from './held-out-days';
import type { ReplayedForecast } from './held-out-days';

interface Replayed {
  readonly name: string;
  readonly forecasts: readonly ReplayedForecast[];
}

/** The figures of a model and of those that learn nothing, at the origins at which all of them spoke. */
export function heldOutMetrics(span: Interval, own: Replayed, baselines: readonly Replayed[]): FitMetrics {
  const all = [own, ...baselines].map(({ forecasts }) => new Set(forecasts.map((one) => one.issuedAtMs)));
  const shared = own.forecasts
    .map(({ issuedAtMs }) => issuedAtMs)
    .filter((issuedAtMs) => all.every((origins) => origins.has(issuedAtMs)));
  const scoreAt = ({ name, forecasts }: Replayed): HeldOutScore => {
    const judged = forecasts.filter(({ issuedAtMs }) => shared.includes(issuedAtMs));
    return { model: name, days: LEAD_DAYS.map((leads) => scoreOf(judged, leads)) };
  };
  return {
    fromMs: shared[0] ?? span.startMs,
    untilMs: span.endMs,
    originCount: shared.length,
    model: scoreAt(own),
    baselines: baselines.map(scoreAt),
  };
}
