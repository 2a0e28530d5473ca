import { toIso } from '@ecobe/carbon';
import { emissionLogState } from '@ecobe/contracts';
import type { DekesDeliveryAnswer, DekesSettlementAnswer, DekesWorkloadAnswer } from '@ecobe/contracts';
import { shown } from '@ecobe/energy';
import type { StoredWorkload } from '../../ports/dekes-workload';
import type { StoredMessage } from '../../ports/message-store';
import type { LoggedSettlement } from '../../ports/settlement';

const settlementAnswer = (settlement: LoggedSettlement, isNameless: boolean): DekesSettlementAnswer => ({
  settledAt: toIso(settlement.settledMs),
  actualCO2: settlement.actualG,
  baselineCO2: settlement.baselineG,
  avoidedCO2: settlement.avoidedG,
  reason: settlement.reason,
  carbonIntensity: settlement.gPerKwh,
  energyKwh: settlement.energyKwh,
  energyQuality: settlement.energyQuality,
  quality: settlement.quality,
  functionalUnit: settlement.functionalUnit,
  ...emissionLogState({
    isTold: settlement.isLogged,
    isNameless,
    waiting: settlement.unlogged,
  }),
});

/** @param absence why nothing can be told, or null */
const deliveryAnswer = (
  { kind, status, attempts, lastError }: StoredMessage,
  absence: string | null,
): DekesDeliveryAnswer => ({
  ...{ kind, status, attempts },
  reason: status === 'waiting' && absence !== null ? `not delivered: ${absence}` : lastError,
});

function unsettledReason({ status, run, unsettledReason: reason }: StoredWorkload): string {
  if (reason !== null) return reason;
  if (run === null)
    return 'it ran without our advice: neither its energy nor its place is known, so it is in no log';
  return status === 'decided' ? 'nobody said that it ran' : 'it has not been settled yet';
}

/** A run with what became of it. */
export function workloadAnswer(
  workload: StoredWorkload,
  settlement: LoggedSettlement | null,
  messages: readonly StoredMessage[],
  absence: string | null,
): DekesWorkloadAnswer {
  const { placement, baseline } = workload;
  return {
    decisionId: workload.id,
    kind: workload.kind,
    status: workload.status,
    createdAt: toIso(workload.createdMs),
    queryId: workload.queryId,
    queryString: workload.queryString,
    organizationId: workload.organizationId,
    workloadType: workload.workloadType,
    batchId: workload.batchId,
    action: placement?.action ?? null,
    selectedRegion: placement?.region ?? null,
    startAt: placement === null ? null : toIso(placement.startMs),
    estimatedCO2: placement === null ? null : shown(placement.expectedG),
    baselineCO2: baseline === null ? null : shown(baseline.expectedG),
    reportedCO2: workload.reportedG,
    settlement: settlement === null ? null : settlementAnswer(settlement, workload.organizationId === null),
    unsettledReason: settlement === null ? unsettledReason(workload) : null,
    deliveries: messages
      .filter(({ workloadId }) => workloadId === workload.id)
      .map((message) => deliveryAnswer(message, absence)),
  };
}
