import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How the stand-in is to fail: with a status, late, with what is no JSON, or by hanging up. */
export interface StandinFault {
  readonly mode: 'status' | 'delay' | 'garbage' | 'down';
  /** With `status`; 500 unless told. */
  readonly status?: number;
  /** With `delay`. */
  readonly delayMs?: number;
  /** Only paths that begin so; all but the control paths unless told. */
  readonly path?: string;
  /** So many requests; until told otherwise unless told. */
  readonly count?: number;
}

const MODES = ['status', 'delay', 'garbage', 'down'];
const GARBAGE = '<html><body>502 Bad Gateway</body></html>';

export const isFault = (value: unknown): value is StandinFault =>
  typeof value === 'object' && value !== null && 'mode' in value && MODES.includes(String(value.mode));

/** The fault that is on, and what it does to a request. */
export class StandinFaults {
  private fault: StandinFault | null = null;
  private left = Infinity;

  set(fault: StandinFault | null): void {
    this.fault = fault;
    this.left = fault?.count ?? Infinity;
  }

  /** Whether the request is answered by it already. A late one is answered as usual afterwards. */
  async strikes(path: string, response: ServerResponse): Promise<boolean> {
    const { fault } = this;
    if (fault === null || this.left <= 0 || !path.startsWith(fault.path ?? '/')) return false;
    this.left -= 1;
    if (fault.mode === 'delay') {
      await sleep(fault.delayMs ?? 0);
      return false;
    }
    if (fault.mode === 'down') response.destroy();
    else if (fault.mode === 'garbage') response.writeHead(200, { 'content-type': 'text/html' }).end(GARBAGE);
    else response.writeHead(fault.status ?? 500).end('{"error":"made to fail"}');
    return true;
  }
}
