import type { RouteRunAnswer } from '@ecobe/contracts';
import type { OutgoingMessage } from '../../ports/workload-store';

/** Tells DEKES that a run waits for cleaner electricity; nothing where it does not. */
export function delayEvents(
  answer: RouteRunAnswer,
  organizationId: string,
  nowMs: number,
): OutgoingMessage[] {
  const { decisionId, action, selectedRegion, predicted_clean_window: window } = answer;
  if (window === undefined) return [];
  const key = `${decisionId}:POLICY_DELAY`;
  const body = {
    handoffId: key,
    organizationId,
    eventType: 'POLICY_DELAY',
    severity: 'info',
    routing: { decisionId, action, selectedRegion },
    policy: { id: 'clean-window', action, delayMinutes: window.expected_minutes },
    predictedCleanWindow: { region: window.region, expectedMinutes: window.expected_minutes },
  };
  return [{ key, kind: 'event', workloadId: decisionId, body, createdMs: nowMs }];
}
