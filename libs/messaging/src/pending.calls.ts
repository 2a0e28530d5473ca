import { ProblemError } from '@ecobe/contracts';
import type { Reply } from './envelope';
import { serviceUnavailable } from './problems';

interface PendingCall {
  resolve: (data: unknown) => void;
  reject: (error: ProblemError) => void;
  timer: NodeJS.Timeout;
}

/** The calls of one caller that wait for their reply; each ends at its own time limit at the latest. */
export class PendingCalls {
  private readonly calls = new Map<string, PendingCall>();

  get size(): number {
    return this.calls.size;
  }

  /** Waits for the reply to `id`. @throws ProblemError of the service, or SERVICE_UNAVAILABLE after `timeoutMs`. */
  wait(id: string, timeoutMs: number, pattern: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.fail(id, `${pattern} was not answered in time.`);
      }, timeoutMs);
      this.calls.set(id, { resolve, reject, timer });
    });
  }

  /** Hands a reply to its caller; one that nobody waits for any more is dropped. */
  settle(reply: Reply): void {
    const call = this.take(reply.id);
    if (call === undefined) return;
    if (reply.problem === undefined) call.resolve(reply.data);
    else call.reject(new ProblemError(reply.problem));
  }

  fail(id: string, detail: string): void {
    this.take(id)?.reject(serviceUnavailable(detail));
  }

  failAll(detail: string): void {
    for (const id of [...this.calls.keys()]) this.fail(id, detail);
  }

  /** Forgets a call whose caller lost interest. */
  forget(id: string): void {
    this.take(id);
  }

  private take(id: string): PendingCall | undefined {
    const call = this.calls.get(id);
    if (call === undefined) return undefined;
    this.calls.delete(id);
    clearTimeout(call.timer);
    return call;
  }
}
