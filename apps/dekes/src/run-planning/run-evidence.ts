import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { DekesEvidence, DekesRunEstimate, DekesWarning, QualityTier } from '@ecobe/contracts';
import { shown } from '@ecobe/energy';
import { provenanceWarnings } from '@ecobe/placement';
import type { PlannedRun, RunPlan } from './plan-run';
import type { RunWork } from './run-work';

type Provenance = Pick<
  DekesRunEstimate,
  'signal' | 'basis' | 'source' | 'quality' | 'validAt' | 'ageSeconds'
>;

const secondsSince = (instant: string, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 1000));

/** Whether the newest value alone prices it: it ends within the running hour, or nothing else is known. */
function restsOnCurrent({ candidate: { hours }, endMs }: PlannedRun): boolean {
  return hours.forecast === null || endMs <= (hours.firstHour + 1) * HOUR_MS;
}

function provenanceOf(run: PlannedRun, nowMs: number): Provenance {
  const { current, forecast } = run.candidate.hours;
  if (forecast === null || restsOnCurrent(run)) {
    const { signal, basis, source, quality, validAt } = current;
    return { signal, basis, source, quality, validAt, ageSeconds: secondsSince(validAt, nowMs) };
  }
  const { signal, basis, source, quality, issuedAt } = forecast;
  return {
    signal,
    basis,
    source,
    quality,
    validAt: toIso(run.startMs),
    ageSeconds: secondsSince(issuedAt, nowMs),
  };
}

/** A run with energy, intensity and emissions, whose product is shown exactly enough to check. */
export function runEstimate(run: PlannedRun, { energyKwh }: RunWork, nowMs: number): DekesRunEstimate {
  const { candidate, startMs, endMs, expectedG } = run;
  const { region, pue } = candidate;
  const estimatedEnergyKwh = shown(energyKwh * pue);
  return {
    region: region.name,
    zone: region.zone,
    startAt: toIso(startMs),
    endAt: toIso(endMs),
    carbonIntensity: shown(expectedG / (energyKwh * pue)),
    pue,
    estimatedEnergyKwh,
    estimatedCO2: shown(expectedG),
    ...provenanceOf(run, nowMs),
  };
}

const isBeyondForecast = ({ candidate: { hours }, endMs }: PlannedRun): boolean =>
  endMs > (hours.firstHour + hours.knownHours) * HOUR_MS;

function tierOf(run: PlannedRun, nowMs: number): QualityTier {
  const { quality } = provenanceOf(run, nowMs);
  if (quality === 'simulated' || run.candidate.hours.isStale || isBeyondForecast(run)) return 'low';
  return quality === 'measured' ? 'high' : 'medium';
}

const TIERS: readonly QualityTier[] = ['low', 'medium', 'high'];

/** As good as the worst of what was compared. */
export function qualityTierOf(
  { chosen, baseline }: Pick<RunPlan, 'chosen' | 'baseline'>,
  nowMs: number,
): QualityTier {
  const compared = [chosen, ...(baseline === null ? [] : [baseline])];
  const ranks = compared.map((run) => TIERS.indexOf(tierOf(run, nowMs)));
  return TIERS[Math.min(...ranks)] ?? 'low';
}

/** What the reader of a plan should know of the values that it rests on. */
export function planWarnings({ ranked }: RunPlan, nowMs: number): DekesWarning[] {
  const known = ranked.map((run) => {
    const { region, hours } = run.candidate;
    const { quality } = provenanceOf(run, nowMs);
    const knownUntilMs =
      hours.forecast === null || restsOnCurrent(run)
        ? hours.currentUntilMs
        : Date.parse(hours.forecast.issuedAt);
    return { region: region.name, quality, knownUntilMs };
  });
  const beyond = ranked.filter(isBeyondForecast).map(({ candidate }) => candidate.region.name);
  const repeated: DekesWarning = {
    code: 'BEYOND_FORECAST',
    detail: `The run is longer than the forecast; the last day that is known was repeated: ${beyond.join(', ')}.`,
    regions: beyond,
  };
  return [...provenanceWarnings(known, nowMs), ...(beyond.length > 0 ? [repeated] : [])];
}

/** All that stands behind an answer. */
export function evidenceOf(plan: RunPlan, work: RunWork, nowMs: number): DekesEvidence {
  return {
    ...(plan.baseline === null ? {} : { baseline: runEstimate(plan.baseline, work, nowMs) }),
    alternatives: plan.ranked.map((run) => runEstimate(run, work, nowMs)),
    excluded: plan.excluded,
    warnings: planWarnings(plan, nowMs),
    assumptions: work.assumptions,
    qualityTier: qualityTierOf(plan, nowMs),
  };
}

/** Avoided gCO2eq against the baseline, negative when worse; nothing without one. */
export const carbonDelta = ({ chosen, baseline }: RunPlan): { carbonDelta?: number } =>
  baseline === null ? {} : { carbonDelta: shown(baseline.expectedG - chosen.expectedG) };
