import { shown } from '@ecobe/energy';
import type { OutgoingMessage } from '../ports/workload-store';

/** From this share of a budget on, DEKES is warned. */
const WARNING_SHARE = 0.8;

/** Grams used of a budget, of one run. */
export interface BudgetUse {
  readonly workloadId: string;
  readonly organizationId: string | null;
  /** expected: of the plan; actual: as reported. Each is told once. */
  readonly of: 'expected' | 'actual';
  readonly usedG: number;
  readonly limitG: number | null;
  readonly nowMs: number;
}

/** What DEKES is told when a budget is nearly used up or broken; nothing where nobody set one, or nobody is to be told. */
export function budgetEvents(use: BudgetUse): OutgoingMessage[] {
  const { workloadId, organizationId, usedG, limitG, nowMs } = use;
  if (limitG === null || organizationId === null || usedG < WARNING_SHARE * limitG) return [];
  const isExceeded = usedG > limitG;
  const eventType = isExceeded ? 'BUDGET_EXCEEDED' : 'BUDGET_WARNING';
  const key = `${workloadId}:${eventType}:${use.of}`;
  const body = {
    handoffId: key,
    organizationId,
    eventType,
    severity: isExceeded ? 'critical' : 'warning',
    budget: { used: shown(usedG), limit: limitG, currency: 'gCO2eq' },
  };
  return [{ key, kind: 'event', workloadId, body, createdMs: nowMs }];
}
