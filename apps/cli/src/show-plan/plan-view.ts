import { HOUR_MS } from '@ecobe/carbon';
import type {
  BaselineAnswer,
  PlacedAnswer,
  PlacementAnswer,
  PlacementExclusion,
  PlacementRequest,
  PlacementWarning,
  WorkloadAnswer,
} from '@ecobe/contracts';
import { NoAnswerError } from '../gateway/gateway.client';
import type { GatewayClient } from '../gateway/gateway.client';
import { readForecastView } from '../show-forecast/forecast-view';
import type { ForecastView } from '../show-forecast/forecast-view';

/** A plan and what it was chosen among, with the forecast of the chosen zone. */
export interface PlanView {
  /** When it was made; what is drawn begins there. */
  readonly plannedAtMs: number;
  readonly deadlineMs: number;
  readonly chosen: PlacedAnswer;
  readonly alternatives: readonly PlacedAnswer[];
  readonly baseline: BaselineAnswer | null;
  readonly excluded: readonly PlacementExclusion[];
  readonly warnings: readonly PlacementWarning[];
  readonly forecast: ForecastView;
}

/** What is asked, with the hours from now until the deadline in the place of its instant. */
export type WantedPlan = Omit<PlacementRequest, 'deadline'> & { readonly withinHours: number };

const FORECAST_HOURS = 96;

/** Asks where and when work would best run. The suite's clock counts, which may live in imported history. @throws NoAnswerError */
export async function readPlacement(
  gateway: GatewayClient,
  { withinHours, ...wanted }: WantedPlan,
): Promise<PlanView> {
  const home = await forecastOf(gateway, wanted.homeRegion, wanted.basis);
  const nowMs = Date.parse(home.forecast.issuedAt) + home.forecast.ageSeconds * 1000;
  const deadlineMs = nowMs + withinHours * HOUR_MS;
  const request: PlacementRequest = { ...wanted, deadline: new Date(deadlineMs).toISOString() };
  const answer = await gateway.post<PlacementAnswer>('placements', request);
  const { decidedAt, alternatives, baseline, excluded, warnings } = answer;
  const forecast =
    answer.region === wanted.homeRegion ? home : await forecastOf(gateway, answer.region, wanted.basis);
  const plannedAtMs = Date.parse(decidedAt);
  return { plannedAtMs, deadlineMs, chosen: answer, alternatives, baseline, excluded, warnings, forecast };
}

/** Reads the plan of a workload that was accepted. @throws NoAnswerError */
export async function readWorkloadPlan(gateway: GatewayClient, workloadId: string): Promise<PlanView> {
  const { plan, baseline, deadline, status, reason } = await gateway.get<WorkloadAnswer>(
    `workloads/${encodeURIComponent(workloadId)}`,
    {},
  );
  if (plan?.placed == null) {
    throw new NoAnswerError(
      `Workload ${workloadId} is ${status} and has no plan over a forecast${reason === null ? '' : `: ${reason}`}.`,
    );
  }
  const { placed: chosen, alternatives, excluded, warnings } = plan;
  const forecast = await forecastOf(gateway, chosen.region, chosen.basis);
  const plannedAtMs = Date.parse(plan.plannedAt);
  const deadlineMs = Date.parse(deadline);
  return { plannedAtMs, deadlineMs, chosen, alternatives, baseline, excluded, warnings, forecast };
}

const forecastOf = (gateway: GatewayClient, region: string, basis: PlacementRequest['basis']) =>
  readForecastView(gateway, {
    region,
    basis: basis ?? 'lifecycle',
    horizonHours: FORECAST_HOURS,
    historyHours: 0,
  });
