import { gramsPerKwh, pueOf } from '@ecobe/carbon';
import type { ResolvedRegion } from '@ecobe/carbon';
import type { EnergyEquationRequest, RegionEstimateAnswer } from '@ecobe/contracts';
import { emissionsAt, shown } from '@ecobe/energy';
import type { Assumption, SitePue } from '@ecobe/energy';
import type { FeasibleWindow } from './feasible-window';
import type { PricedIntensity } from './priced-region';
import { workloadOfRequest } from './workload-of-request';

const SCORE_STEPS = 1e6;

/** A region's estimate before it has a rank. */
export type UnrankedEstimate = Omit<RegionEstimateAnswer, 'rank'>;

interface SiteChoice {
  readonly pue: SitePue;
  readonly assumptions: readonly Assumption[];
}

function siteOf(region: ResolvedRegion, statedPue: number | undefined): SiteChoice {
  if (statedPue != null) {
    return { pue: { low: statedPue, value: statedPue, high: statedPue }, assumptions: [] };
  }
  const { low, mid, high, basis } = pueOf(region);
  return {
    pue: { low, value: mid, high },
    assumptions: [{ input: 'pue', value: mid, unit: null, source: basis }],
  };
}

const durationAssumption = (window: FeasibleWindow | null): Assumption[] =>
  window?.isDurationAssumed
    ? [
        {
          input: 'durationHours',
          value: window.durationHours,
          unit: 'h',
          source: 'one step of the forecast, or the window where that is shorter',
        },
      ]
    : [];

/** Energy, emissions and score of the requested work in one region at the intensity it was priced at. */
export function regionEstimate(
  request: EnergyEquationRequest,
  region: ResolvedRegion,
  priced: PricedIntensity,
  window: FeasibleWindow | null,
  maxCarbonGPerKwh: number,
): UnrankedEstimate {
  const workload = workloadOfRequest(request, region.cloudRegion?.provider ?? null);
  const { pue, assumptions } = siteOf(region, request.pue);
  const { kind: _kind, knownUntilMs: _known, forecastUntilMs: _forecast, ...intensity } = priced;
  const site = emissionsAt(workload, pue, gramsPerKwh(priced.carbonIntensity), request.requestVolume);
  const utility = Math.max(0, 1 - (priced.carbonIntensity * pue.value) / maxCarbonGPerKwh);
  return {
    region: region.name,
    zone: region.zone,
    ...intensity,
    estimatedCO2: site.operationalG,
    estimatedEnergyKwh: site.energyKwh,
    score: Math.round(utility * SCORE_STEPS) / SCORE_STEPS,
    pue: pue.value,
    range: site.operationalRangeG,
    embodiedCO2: shown(site.embodiedG),
    sciPerRequest: shown(site.sciGPerRequest),
    assumptions: [...workload.assumptions, ...assumptions, ...durationAssumption(window)],
  };
}
