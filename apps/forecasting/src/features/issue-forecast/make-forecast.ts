import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { SeriesResponse } from '@ecobe/contracts';
import { FORECAST_MODELS, ISSUED_HOURS, hourlyHistory, naiveDay, predictBest } from '@ecobe/forecast';
import type { ForecastModel, PredictedHours, SkippedModel } from '@ecobe/forecast';
import type { ForecastOrder, MadeForecast, TrainedInputs } from '../../ports/forecast-maker';
import type { IssuedForecast } from '../../ports/issued-forecast';
import { skillOf } from './skill-of-forecast';

const LOW = 0.1;
const HIGH = 0.9;

type Issued = Extract<ReturnType<typeof predictBest>, { kind: 'issued' }>;

/** What a history tells of itself before any model sees it. */
interface HistorySummary {
  readonly knownHours: number;
  readonly lastObservedAtMs: number | null;
}

/** Counts the usable hours of a series: those that ended by the hour of `nowMs`. */
export function summarise(series: SeriesResponse, nowMs: number): HistorySummary {
  const startMs = Date.parse(series.start);
  const usable = series.values.slice(0, Math.max(0, (startOfHour(nowMs) - startMs) / HOUR_MS));
  const last = usable.findLastIndex((value) => value !== null);
  const knownHours = usable.filter((value) => value !== null).length;
  return { knownHours, lastObservedAtMs: last < 0 ? null : startMs + last * HOUR_MS };
}

/**
 * Makes the forecast of a series from its history, from the running hour on, or says why there is none. Tens of
 * milliseconds of computation: for a thread.
 * @param learnt the opened model that serves the series, which is asked first; null where none can speak
 */
export function makeForecast(
  { series, nowMs, trained }: ForecastOrder,
  learnt: ForecastModel | null,
): MadeForecast {
  const issueHourMs = startOfHour(nowMs);
  const history = hourlyHistory(Date.parse(series.start), series.values);
  const { knownHours, lastObservedAtMs } = summarise(series, nowMs);
  const outcome = predictBest(
    {
      history,
      ...trained?.parts,
      issuedAtMs: issueHourMs,
      horizonHours: ISSUED_HOURS,
      quantileLevels: [LOW, HIGH],
    },
    learnt === null ? FORECAST_MODELS : [learnt, ...FORECAST_MODELS],
  );
  if (outcome.kind === 'refused' || lastObservedAtMs === null) {
    const reason = outcome.kind === 'refused' ? outcome.reason : 'no hour of history is known';
    return { kind: 'refused', knownHours, reason };
  }
  const forecast: IssuedForecast = {
    zone: series.zone,
    signal: series.signal,
    basis: series.basis,
    issuedAtMs: nowMs,
    startMs: issueHourMs,
    ...curves(outcome.prediction),
    naive: naiveDay(history, issueHourMs).map((value) => (value === null ? null : rounded(value))),
    model: outcome.prediction.spokenBy ?? outcome.model.name,
    modelId: trained?.serving.id ?? null,
    skipped: skippedOf(trained, outcome),
    quality: series.quality === 'simulated' ? 'simulated' : 'forecast',
    source: series.source,
    lastObservedAtMs,
    knownHours,
    skill: skillOf(outcome, { learnt, metrics: trained?.serving.metrics ?? null }, history, issueHourMs),
  };
  return { kind: 'made', forecast };
}

/** Models that were passed over, best first; one that spoke without all of its inputs is among them. */
function skippedOf(trained: TrainedInputs | null, { model, prediction, skipped }: Issued): SkippedModel[] {
  const unread = trained?.skipped ?? [];
  const isSimpler = prediction.spokenBy !== undefined && unread.length === 0;
  const reason = 'some of what it learnt from is not known at the issue';
  return [...unread, ...skipped, ...(isSimpler ? [{ model: model.name, reason }] : [])];
}

const curves = ({ values, quantiles }: PredictedHours) => ({
  values: [...values].map(rounded),
  p10: [...(quantiles.find(({ level }) => level === LOW)?.values ?? [])].map(rounded),
  p90: [...(quantiles.find(({ level }) => level === HIGH)?.values ?? [])].map(rounded),
});

/** Two decimals: finer than any grid is measured, and what the store keeps. */
const rounded = (value: number): number => Math.round(value * 100) / 100;
