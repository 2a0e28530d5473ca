/** What DEKES answers to a call. */
export interface StandinAnswer {
  readonly status: number;
  readonly body: object;
}

const EVENT_TYPES = ['BUDGET_WARNING', 'BUDGET_EXCEEDED', 'POLICY_DELAY'];
const MAX_GRAMS = 10_000;

const refused = (status: number, error: string): StandinAnswer => ({ status, body: { error } });
const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0;

/** `POST /api/carbon/report`; null where it is taken. */
export function reportFault({
  queryId,
  actualCO2,
  timestamp,
}: Record<string, unknown>): StandinAnswer | null {
  if (!isText(queryId)) return refused(400, 'queryId is needed');
  if (typeof actualCO2 !== 'number' || actualCO2 < 0 || actualCO2 > MAX_GRAMS)
    return refused(400, 'actualCO2');
  return isText(timestamp) && !Number.isNaN(Date.parse(timestamp)) ? null : refused(400, 'timestamp');
}

/** `POST /api/ecobe/event`; null where it is taken. */
export function eventFault(event: Record<string, unknown>): StandinAnswer | null {
  if (!isText(event['handoffId'])) return refused(400, 'handoffId is needed');
  if (!isText(event['organizationId'])) return refused(400, 'organizationId is needed');
  if (!EVENT_TYPES.includes(String(event['eventType']))) return refused(422, 'eventType is not known');
  return isText(event['severity']) ? null : refused(400, 'severity is needed');
}
