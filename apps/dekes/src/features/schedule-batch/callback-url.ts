import { ProblemError } from '@ecobe/contracts';
import { webhookUrlFault } from '@ecobe/platform';
import type { DekesPolicy } from '../../dekes.config';

/** @throws ProblemError 400 `INVALID_CALLBACK_URL`, 422 `NO_WEBHOOK_SECRET` where nothing could be signed */
export function requireCallable(
  callbackUrl: string | undefined,
  { allowsPrivate, hasSecret }: DekesPolicy['webhooks'],
): void {
  if (callbackUrl === undefined) return;
  const fault = webhookUrlFault(callbackUrl, { allowsPrivate });
  if (fault !== null) {
    throw new ProblemError({
      status: 400,
      code: 'INVALID_CALLBACK_URL',
      title: 'Invalid callback URL',
      detail: `callbackUrl ${fault}`,
      errors: [{ pointer: '/callbackUrl', detail: fault }],
    });
  }
  if (hasSecret) return;
  throw new ProblemError({
    status: 422,
    code: 'NO_WEBHOOK_SECRET',
    title: 'No webhook secret',
    detail:
      'ECOBE_WEBHOOK_SECRET is not set, so no webhook can be signed; leave callbackUrl out and poll the batch.',
  });
}
