import { toIso } from '@ecobe/carbon';
import type { DekesAnalyticsAnswer } from '@ecobe/contracts';
import { shown } from '@ecobe/energy';
import type { AnalyticsReader, DekesSums } from '../../ports/analytics-reader';
import type { DekesApi } from '../../ports/dekes-api';
import type { StoredWorkload } from '../../ports/dekes-workload';
import type { MessageStore } from '../../ports/message-store';
import type { Settlement } from '../../ports/settlement';
import type { SettlementStore } from '../../ports/settlement-store';
import type { WorkloadStore } from '../../ports/workload-store';

const NEWEST = 50;
const BASELINE = 'run-now-in-first-region';
const BASELINE_DESCRIPTION =
  'The same run at once in the first region of its request; the region, the time and the forecast of its hours are stored at the decision, and settled with the observed intensities of the same hours.';

/** The sales pipeline of DEKES is its own business; its clients demand the numbers nevertheless. */
const NO_HANDOFFS = {
  totalHandoffs: 0,
  sentHandoffs: 0,
  acceptedHandoffs: 0,
  convertedHandoffs: 0,
  conversionRate: 0,
  acceptanceRate: 0,
};

/** Sums of what was avoided, with the newest runs. */
export class ReadAnalyticsUseCase {
  constructor(
    private readonly analytics: AnalyticsReader,
    private readonly workloads: Pick<WorkloadStore, 'list'>,
    private readonly settlements: Pick<SettlementStore, 'settlementsOf'>,
    private readonly messages: Pick<MessageStore, 'waiting'>,
    private readonly dekes: Pick<DekesApi, 'absence'>,
  ) {}

  async execute(): Promise<DekesAnalyticsAnswer> {
    const [sums, newest, { count: undelivered }] = await Promise.all([
      this.analytics.sums(),
      this.workloads.list(null, NEWEST),
      this.messages.waiting(),
    ]);
    const settlements = await this.settlements.settlementsOf(newest.map(({ id }) => id));
    const { absence } = this.dekes;
    return {
      totalWorkloads: sums.workloads,
      totalCO2Saved: shown(sums.settledAvoidedG),
      averageCarbonIntensity: sums.meanGPerKwh === null ? 0 : shown(sums.meanGPerKwh),
      workloads: newest.map((workload) => listed(workload, settlements.get(workload.id))),
      method: {
        ...methodOf(sums),
        undelivered,
        undeliveredReason: undelivered > 0 && absence !== null ? `not delivered: ${absence}` : null,
      },
      ...NO_HANDOFFS,
    };
  }
}

const methodOf = (sums: DekesSums) => ({
  baseline: BASELINE,
  baselineDescription: BASELINE_DESCRIPTION,
  settled: { avoidedCO2: shown(sums.settledAvoidedG), workloads: sums.settledWorkloads },
  unsettled: { avoidedCO2: shown(sums.unsettledAvoidedG), workloads: sums.unsettledWorkloads },
  withoutAvoided: sums.withoutAvoided,
  intensityWorkloads: sums.intensityWorkloads,
  averageCarbonIntensityReason: sums.meanGPerKwh === null ? 'unknown: no run has been settled yet' : null,
});

const listed = (workload: StoredWorkload, settlement: Settlement | undefined) => ({
  id: workload.id,
  queryString: workload.queryString ?? '',
  selectedRegion: workload.placement?.region ?? null,
  actualCO2: workload.reportedG ?? settlement?.actualG ?? null,
  status: settlement === undefined ? workload.status : 'settled',
  createdAt: toIso(workload.createdMs),
});
