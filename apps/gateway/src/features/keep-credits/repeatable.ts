import { ApiHeader } from '@nestjs/swagger';
import { ProblemError } from '@ecobe/contracts';
import { currentRequestId } from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import { idempotencyKeyOf } from '../route-green/idempotency-key';

/** The part of a reply that tells callers about their answer. */
export interface Reply {
  header(name: string, value: string): unknown;
}

/** Documents the header under which a write is done once. */
export const IdempotencyKeyHeader = (): MethodDecorator =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Repeating a request under its key, however late, gives the stored answer with `Idempotency-Replayed: true`; 1 to ' +
      '200 visible ASCII characters. Without one 400 `IDEMPOTENCY_KEY_REQUIRED` where the service asks for keys ' +
      '(`ECOBE_REQUIRE_IDEMPOTENCY_KEY`); a `dryRun` needs none',
  });

/** Writes of one organisation go one after the other: ten thousand at once take 10 to 20 s. */
const WRITE_TIMEOUT_MS = 30_000;

/**
 * How a write is sent to its service. A rehearsal (`dryRun`) writes nothing that a repetition could do twice: it needs no key.
 * @throws ProblemError 400 for a key that is none, or for none where one is asked for
 */
export function callOptions(
  key: string | undefined,
  { ECOBE_REQUIRE_IDEMPOTENCY_KEY: isRequired }: Pick<Settings, 'ECOBE_REQUIRE_IDEMPOTENCY_KEY'>,
  { dryRun = false }: { dryRun?: boolean } = {},
): { idempotencyKey: string; requestId: string | undefined; timeoutMs: number } {
  if (isRequired && key === undefined && !dryRun) throw keyRequired();
  return {
    ...{ idempotencyKey: idempotencyKeyOf(key), requestId: currentRequestId() },
    timeoutMs: WRITE_TIMEOUT_MS,
  };
}

const keyRequired = (): ProblemError =>
  new ProblemError({
    status: 400,
    code: 'IDEMPOTENCY_KEY_REQUIRED',
    title: 'Idempotency-Key required',
    detail:
      'Credits are bought and retired here only under an Idempotency-Key, so that a repetition does nothing twice.',
    errors: [{ pointer: '{Idempotency-Key}', detail: 'is missing' }],
  });

/** Says that an answer was given before. */
export function tellReplay(reply: Reply, isReplayed: boolean): void {
  if (isReplayed) reply.header('idempotency-replayed', 'true');
}
