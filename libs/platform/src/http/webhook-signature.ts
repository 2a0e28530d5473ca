import { createHmac } from 'node:crypto';

const KEY_PREFIX = 'whsec_';

/** The key bytes of a secret: base64 behind `whsec_`, as Standard Webhooks write it; any other text stands for itself. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith(KEY_PREFIX)
    ? Buffer.from(secret.slice(KEY_PREFIX.length), 'base64')
    : Buffer.from(secret);

/** What is signed of a message. */
export interface SignedParts {
  readonly id: string;
  /** Real epoch seconds: receivers refuse what is old. */
  readonly timestampSeconds: number;
  readonly body: string;
}

/** `webhook-signature` of Standard Webhooks 1: HMAC-SHA256 over `id.timestamp.body`, base64, version `v1`. */
export function webhookSignature(secret: string, { id, timestampSeconds, body }: SignedParts): string {
  const signed = `${id}.${timestampSeconds}.${body}`;
  return `v1,${createHmac('sha256', keyOf(secret)).update(signed).digest('base64')}`;
}
