import { Agent, request } from 'undici';
import { PrivateAddressError, publicLookup } from './public-lookup';
import type { PublicLookupOptions } from './public-lookup';

export interface PageProbeOptions extends PublicLookupOptions {
  /** For the whole exchange; 5 s unless told. */
  readonly timeoutMs?: number;
}

export type ProbeOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  /** The name leads to no address of the public internet: it was not connected to. */
  | { readonly kind: 'private' }
  | { readonly kind: 'failed'; readonly reason: string };

const TIMEOUT_MS = 5_000;
const LARGEST_ANSWER_BYTES = 1024 * 1024;

/**
 * Looks whether a page is there, at an address of the public internet. Redirects are not followed, and an answer is read up
 * to 1 MiB. Which URLs may be asked at all is for the caller to say.
 */
export class PageProbe {
  private readonly timeoutMs: number;
  private readonly agent: Agent;

  constructor(options: PageProbeOptions) {
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.agent = new Agent({
      connections: 1,
      maxResponseSize: LARGEST_ANSWER_BYTES,
      connect: { timeout: this.timeoutMs, lookup: publicLookup(options) },
    });
  }

  /** Tries once. Never throws: what went wrong is the outcome. */
  async look(url: string): Promise<ProbeOutcome> {
    try {
      const answer = await request(url, {
        dispatcher: this.agent,
        signal: AbortSignal.timeout(this.timeoutMs),
        headers: { 'user-agent': 'ecobe-certificates' },
      });
      // The status is the answer; a body that is too long or breaks off changes nothing about it.
      await answer.body.dump({ limit: LARGEST_ANSWER_BYTES }).catch(() => undefined);
      return { kind: 'answered', status: answer.statusCode };
    } catch (error) {
      if (error instanceof PrivateAddressError) return { kind: 'private' };
      // What a time limit throws has a number for a code.
      const { code, name } = error as { code?: unknown; name?: string };
      return { kind: 'failed', reason: typeof code === 'string' ? code : (name ?? 'unknown') };
    }
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}
