import { isIP } from 'node:net';
import { isPublicAddress } from './public-address';

export interface WebhookUrlRules {
  /** Setting ECOBE_WEBHOOK_ALLOW_PRIVATE: lets work be sent to machines of the own network, and without TLS. */
  readonly allowsPrivate: boolean;
}

const MAX_LENGTH = 2_000;
/** Names that never lead out of the own network (RFC 6761, RFC 6762, RFC 9476 and what clouds use). */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private)$/;

/**
 * What speaks against sending webhooks to a URL, or null. A name may still resolve to a private address: that is looked at
 * again at each connection. Any port will do: receivers listen where they like, a port says nothing about whose machine it is,
 * and whoever answers there must speak TLS under the name of the URL.
 */
export function webhookUrlFault(text: string, { allowsPrivate }: WebhookUrlRules): string | null {
  if (text.length > MAX_LENGTH) return `must be at most ${MAX_LENGTH} characters`;
  if (!URL.canParse(text)) return 'must be a URL';
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== 'https:' && !(allowsPrivate && protocol === 'http:')) return 'must be an https:// URL';
  if (username !== '' || password !== '') return 'must not carry a user name or password';
  if (allowsPrivate) return null;
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0)
    return isPublicAddress(host) ? null : `${host} is not an address of the public internet`;
  if (!host.includes('.') || PRIVATE_NAME.test(host)) return `${host} is not a name of the public internet`;
  return null;
}
