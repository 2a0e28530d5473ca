import { isIP } from 'node:net';

const MAX_LENGTH = 2_048;

/**
 * What speaks against a certificate URL, or null. It is looked at here only: nothing is asked of it in a request.
 * @param hosts names that it may lead to, with all names below them
 */
export function certificateUrlFault(text: string, hosts: readonly string[]): string | null {
  if (text.length > MAX_LENGTH) return `must be at most ${MAX_LENGTH} characters`;
  // A parser drops them, but what is kept and shown is the text.
  if (/\s/.test(text)) return 'must not hold blanks';
  if (!URL.canParse(text)) return 'must be a URL';
  const { protocol, hostname, username, password, port } = new URL(text);
  if (protocol !== 'https:') return 'must be an https:// URL';
  if (username !== '' || password !== '') return 'must not carry a user name or password';
  if (port !== '') return 'must not name a port';
  const host = hostname.replace(/\.$/, '');
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) return 'must name a host, not an address';
  const isKnown = hosts.some((name) => host === name || host.endsWith(`.${name}`));
  return isKnown ? null : `${host} is no registry that is known here (setting ECOBE_CERTIFICATE_HOSTS)`;
}
