import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const PREFIX = 'whsec_';
const TOLERANCE_SECONDS = 300;

const keyOf = (secret: string): Buffer =>
  secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret);

const text = (header: string | string[] | undefined): string => (typeof header === 'string' ? header : '');

/** Whether a webhook is signed with the secret and fresh, as Standard Webhooks ask of a receiver. */
export function isSigned(headers: IncomingHttpHeaders, body: string, secret: string): boolean {
  const [id, timestamp] = [text(headers['webhook-id']), text(headers['webhook-timestamp'])];
  const isFresh = Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
  const wanted = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest();
  const given = text(headers['webhook-signature'])
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'));
  return isFresh && given.some((one) => one.length === wanted.length && timingSafeEqual(one, wanted));
}
