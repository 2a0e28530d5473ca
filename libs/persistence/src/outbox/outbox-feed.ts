import { ProblemError } from '@ecobe/contracts';
import type { Rpc } from '@ecobe/contracts';
import type { Log } from '@ecobe/platform';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Outbox, OutboxEntry } from './outbox';
import { OutboxRelay } from './outbox-relay';

/** Entries that are told at the same time. */
const AT_ONCE = 4;
const SERVER_FAULT = 500;
/** What writes much answers later than others. */
const TELL_TIMEOUT_MS = 10_000;

/** Calls another service. */
interface Caller {
  call<Request>(
    operation: Rpc<Request, unknown>,
    payload: Request,
    options: { readonly idempotencyKey: string; readonly timeoutMs: number },
  ): Promise<unknown>;
}

/** Tells another service one entry: resolved once that has taken it for good, under a key by which it knows it again. */
type Telling<Payload> = (payload: Payload, key: string) => Promise<unknown>;

/**
 * Tells another service what an outbox holds, each entry until it was taken, for ever. Claiming and telling are apart, so
 * that no transaction waits for an answer: whoever dies between has told twice, which the key makes once.
 */
export class OutboxFeed<Payload> implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relay: OutboxRelay;
  private isStopped = false;

  constructor(
    private readonly outbox: Pick<Outbox, 'relay' | 'done' | 'refuse'>,
    private readonly tell: Telling<Payload>,
    private readonly log: Pick<Log, 'warn' | 'error'>,
  ) {
    this.relay = new OutboxRelay({
      relay: () => this.handOn(),
      onFault: (err) => {
        this.log.warn({ err }, 'the outbox cannot be read; the next sweep tries again');
      },
    });
  }

  /** Makes feeds whose entries are told to an operation of another service, under their keys. */
  static readonly telling =
    <Payload>(operation: Rpc<Payload, unknown>) =>
    (outbox: Outbox, caller: Caller, log: Log): OutboxFeed<Payload> =>
      new OutboxFeed<Payload>(
        outbox,
        (payload, idempotencyKey) =>
          caller.call(operation, payload, { idempotencyKey, timeoutMs: TELL_TIMEOUT_MS }),
        log,
      );

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    return this.relay.stop();
  }

  /** @returns entries that were taken: where none was, the next sweep goes on */
  private async handOn(): Promise<number> {
    const entries: OutboxEntry[] = [];
    await this.outbox.relay((claimed) => Promise.resolve(void entries.push(...claimed)));
    const taken: string[] = [];
    const isOver = { now: false };
    const tellers = Array.from({ length: AT_ONCE }, async () => {
      for (let entry = entries.shift(); entry !== undefined; entry = entries.shift()) {
        if (isOver.now || this.isStopped) return;
        const told = await this.told(entry);
        if (told === 'taken') taken.push(entry.key);
        // What is away for one is away for all: they are due again with it.
        if (told === 'away') isOver.now = true;
      }
    });
    await Promise.all(tellers);
    if (taken.length > 0) await this.outbox.done(taken);
    return taken.length;
  }

  private async told({ key, payload }: OutboxEntry): Promise<'taken' | 'refused' | 'away'> {
    try {
      await this.tell(payload as Payload, key);
      return 'taken';
    } catch (err) {
      if (err instanceof ProblemError && err.problem.status < SERVER_FAULT) {
        this.log.error({ err, key }, 'an entry of the outbox was refused; it stays and is told again');
        await this.noteRefusal(key, err.problem.detail ?? err.problem.title);
        return 'refused';
      }
      this.log.warn({ err, key }, 'an entry of the outbox could not be told; it stays and is told again');
      return 'away';
    }
  }

  /** That it cannot be noted must not undo what was told to others meanwhile. */
  private async noteRefusal(key: string, reason: string): Promise<void> {
    try {
      await this.outbox.refuse(key, reason);
    } catch (err) {
      this.log.warn({ err, key }, 'why an entry of the outbox was refused could not be noted');
    }
  }
}
