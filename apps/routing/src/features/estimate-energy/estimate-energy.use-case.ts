import type { Clock, ResolvedRegion } from '@ecobe/carbon';
import { ProblemError, requestedRegions } from '@ecobe/contracts';
import type {
  EnergyEquationAnswer,
  EnergyEquationRequest,
  GridSnapshotReader,
  RecommendationAnswer,
  RegionEstimateAnswer,
} from '@ecobe/contracts';
import { estimateWarnings } from './estimate-warnings';
import { feasibleWindow } from './feasible-window';
import type { FeasibleWindow } from './feasible-window';
import { priceInWindow, priceNow } from './priced-region';
import type { PricedIntensity } from './priced-region';
import { regionEstimate } from './region-estimate';
import type { UnrankedEstimate } from './region-estimate';

type Exclusions = EnergyEquationAnswer['excluded'];

function nothingLeft(excluded: Exclusions): ProblemError {
  const isHorizon = excluded.every(({ code }) => code === 'FORECAST_TOO_SHORT');
  return new ProblemError({
    status: 422,
    code: isHorizon ? 'WINDOW_BEYOND_FORECAST' : 'NO_ELIGIBLE_REGION',
    title: isHorizon ? 'Window beyond the forecast' : 'No eligible region',
    detail: `No region can be estimated: ${excluded.map(({ region, reason }) => `${region}: ${reason}`).join('; ')}`,
    extensions: { excluded },
  });
}

/** An estimate with what it was priced at. */
interface Estimated {
  readonly estimate: UnrankedEstimate;
  readonly priced: PricedIntensity;
}

const byEmissions = ({ estimate: a }: Estimated, { estimate: b }: Estimated): number =>
  a.estimatedCO2 - b.estimatedCO2 || (a.region < b.region ? -1 : 1);

function recommendationOf(estimate: RegionEstimateAnswer): RecommendationAnswer {
  const {
    startAt: _s,
    endAt: _e,
    pue: _p,
    range: _r,
    embodiedCO2: _m,
    sciPerRequest: _i,
    ...rest
  } = estimate;
  const { assumptions: _a, ...recommendation } = rest;
  return recommendation;
}

function budgetKept(total: number, budget: number | undefined): boolean | null {
  return budget == null ? null : total <= budget;
}

/** Energy and emissions of a workload in each region, now or in the best slot of a window; records nothing. */
export class EstimateEnergyUseCase {
  constructor(
    private readonly grid: GridSnapshotReader,
    private readonly clock: Clock,
    private readonly settings: { readonly defaultMaxCarbonGPerKwh: number },
  ) {}

  /** @throws ProblemError as the contract of the operation lists */
  execute(request: EnergyEquationRequest): EnergyEquationAnswer {
    const nowMs = this.clock.nowMs();
    const regions = requestedRegions(request.regionTargets, '/regionTargets');
    const window = feasibleWindow(request, nowMs);
    const { estimated, excluded } = this.estimateEach(request, regions, window, nowMs);
    estimated.sort(byEmissions);
    const ranked = estimated.map(({ estimate }, index) => ({ ...estimate, rank: index + 1 }));
    const [best] = ranked;
    if (best === undefined) throw nothingLeft(excluded);
    return {
      routingRecommendation: ranked.map(recommendationOf),
      regionEstimates: ranked,
      totalEstimatedCO2: best.estimatedCO2,
      withinBudget: budgetKept(best.estimatedCO2, request.carbonBudget),
      excluded,
      warnings: estimateWarnings(
        estimated.map(({ estimate: { region }, priced }) => ({ region, priced })),
        nowMs,
      ),
    };
  }

  private estimateEach(
    request: EnergyEquationRequest,
    regions: readonly ResolvedRegion[],
    window: FeasibleWindow | null,
    nowMs: number,
  ): { estimated: Estimated[]; excluded: Exclusions } {
    const basis = request.basis ?? 'lifecycle';
    const estimated: Estimated[] = [];
    const excluded: Exclusions = [];
    for (const region of regions) {
      const priced =
        window === null
          ? priceNow(this.grid, region.zone, basis, nowMs)
          : priceInWindow(this.grid, region.zone, basis, window, nowMs);
      if (priced.kind === 'priced') {
        const { defaultMaxCarbonGPerKwh } = this.settings;
        const estimate = regionEstimate(request, region, priced, window, defaultMaxCarbonGPerKwh);
        estimated.push({ estimate, priced });
      } else {
        const { code, reason } = priced;
        excluded.push({ region: region.name, zone: region.zone, code, reason });
      }
    }
    return { estimated, excluded };
  }
}
