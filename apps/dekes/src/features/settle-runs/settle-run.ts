import { HOUR_MS, MINUTE_MS, pueOf, resolveRegion } from '@ecobe/carbon';
import type { Interval, Quality } from '@ecobe/carbon';
import { searchRunEnergy, shown } from '@ecobe/energy';
import type { SearchRunFigures } from '@ecobe/energy';
import { meanIntensity, valueAt } from '@ecobe/placement';
import type { HourlySeries } from '@ecobe/placement';
import type { StoredWorkload } from '../../ports/dekes-workload';
import type { Settlement } from '../../ports/settlement';
import { unitOf } from './functional-unit';

/** A place where energy was, or would have been, used. */
export interface SpanInZone extends Interval {
  readonly zone: string;
  readonly pue: number;
}

/** What a run has to be settled by; the baseline null where none was stored. */
export interface RunSpans {
  readonly actual: SpanInZone;
  readonly baseline: SpanInZone | null;
  readonly minutes: number;
  readonly isReported: boolean;
}

/** When and where a run took place: as DEKES reported, else as planned. Null where nobody knows where. */
export function spansOf({ run, placement, baseline, ...workload }: StoredWorkload): RunSpans | null {
  const named = workload.executionRegion ?? placement?.region;
  const region = named === undefined ? null : resolveRegion(named);
  if (run === null || placement === null || region?.kind !== 'resolved') return null;
  const minutes = workload.runMinutes ?? run.minutes;
  // Nothing ran before its owner was told to start it, whatever the plan was.
  const silentStartMs = Math.max(placement.startMs, workload.dispatchedMs ?? placement.startMs);
  const startMs = workload.completedMs === null ? silentStartMs : workload.completedMs - minutes * MINUTE_MS;
  const from = (start: number) => ({ startMs: start, endMs: start + minutes * MINUTE_MS });
  return {
    actual: { ...from(startMs), zone: region.zone, pue: pueOf(region).mid },
    baseline:
      baseline === null ? null : { ...from(baseline.startMs), zone: baseline.zone, pue: baseline.pue },
    minutes,
    isReported: workload.runMinutes !== null,
  };
}

/** Whole hours that a span touches. */
export const hoursOf = ({ startMs, endMs }: Interval): Interval => ({
  startMs: Math.floor(startMs / HOUR_MS) * HOUR_MS,
  endMs: Math.ceil(endMs / HOUR_MS) * HOUR_MS,
});

/** Mean over a span, by time, gCO2eq/kWh; or the first hour that is missing, epoch ms. */
export function meanOver(span: Interval, observed: HourlySeries): number | { readonly missingMs: number } {
  const mean = meanIntensity(observed, [span]);
  if (mean !== null) return mean;
  const { startMs, endMs } = hoursOf(span);
  let missingMs = startMs;
  while (missingMs < endMs && valueAt(observed, missingMs) !== null) missingMs += HOUR_MS;
  return { missingMs };
}

/** Observed means over both spans. */
export interface ObservedMeans {
  readonly actualGPerKwh: number;
  readonly baselineGPerKwh: number | null;
  readonly quality: Quality;
}

/**
 * Emissions of a run and of its baseline, both of the energy of the minutes that it really took: a run that took longer
 * than planned would have done so at home.
 */
export function settlementOf(
  workload: StoredWorkload,
  spans: RunSpans,
  means: ObservedMeans,
  figures: SearchRunFigures,
  settledMs: number,
): Settlement {
  const { actual, baseline, minutes, isReported } = spans;
  const itKwh = searchRunEnergy({ minutes, results: workload.run?.results ?? 0 }, figures);
  const energyKwh = shown(itKwh * actual.pue);
  const actualG = shown(energyKwh * means.actualGPerKwh);
  const isFailed = workload.runStatus === 'failed';
  const { baselineGPerKwh } = means;
  const baselineG =
    baseline === null || baselineGPerKwh === null || isFailed
      ? null
      : shown(shown(itKwh * baseline.pue) * baselineGPerKwh);
  const reason = isFailed
    ? 'the run failed, so nothing was avoided by it'
    : 'no baseline could be priced at the decision';
  return {
    workloadId: workload.id,
    settledMs,
    actualG,
    baselineG,
    avoidedG: baselineG === null ? null : shown(baselineG - actualG),
    reason: baselineG === null ? reason : null,
    gPerKwh: shown(means.actualGPerKwh),
    energyKwh,
    energyQuality: isReported ? 'reported-duration' : 'planned',
    quality: means.quality,
    functionalUnit: unitOf(workload),
  };
}
