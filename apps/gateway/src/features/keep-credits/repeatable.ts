import { ApiHeader } from '@nestjs/swagger';
import { currentRequestId } from '@ecobe/platform';
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
      '200 visible ASCII characters',
  });

/** How a write is sent to its service. @throws ProblemError 400 for a key that is none */
export const callOptions = (
  key: string | undefined,
): { idempotencyKey: string; requestId: string | undefined } => ({
  idempotencyKey: idempotencyKeyOf(key),
  requestId: currentRequestId(),
});

/** Says that an answer was given before. */
export function tellReplay(reply: Reply, isReplayed: boolean): void {
  if (isReplayed) reply.header('idempotency-replayed', 'true');
}
