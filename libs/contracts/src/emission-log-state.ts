/** What is known of the emissions of a settlement on their way to the emission log. */
interface ToldEmissions {
  /** Whether they were handed to the outbox of the log when the work was settled. */
  readonly isTold: boolean;
  /** Whether there was nobody to log them for. */
  readonly isNameless: boolean;
  /** What is still in that outbox, with why the log refused it last, if it did; null once the log has taken it. */
  readonly waiting: { readonly refusal: string | null } | null;
}

/** Whether the log has them, else why not. */
export interface EmissionLogState {
  readonly isInEmissionLog: boolean;
  /** Null where they are in the log. */
  readonly emissionLogReason: string | null;
}

const absent = (emissionLogReason: string): EmissionLogState => ({
  isInEmissionLog: false,
  emissionLogReason,
});

/** Whether the emission log has taken the emissions of a settlement; what only waits to be told is not in it. */
export function emissionLogState({ isTold, isNameless, waiting }: ToldEmissions): EmissionLogState {
  if (!isTold)
    return absent(isNameless ? 'no organizationId is known of it' : 'it was settled before there was a log');
  if (waiting === null) return { isInEmissionLog: true, emissionLogReason: null };
  return absent(waiting.refusal === null ? 'it waits to be taken' : `the log refused it: ${waiting.refusal}`);
}

/** How an answer declares {@link EmissionLogState.emissionLogReason}. */
export const EMISSION_LOG_REASON = {
  type: String,
  nullable: true,
  example: null,
  description:
    'Why its emissions are not in the emission log, such as that they wait to be taken; null where they are',
};
