import type { Answered, RetirementAnswer } from '@ecobe/contracts';
import { ledgerBusy } from '../../credit/problems';
import type { AskedRetirement, RetirementBook, RetirementOutcome } from '../../ports/retirement-book';

/** Retirements of one transaction. */
const LARGEST_PORTION = 64;
const MOST_LOTS = 400;

interface Waiting {
  readonly asked: AskedRetirement;
  readonly tell: (outcome: RetirementOutcome) => void;
}

/**
 * Lets the retirements of an organisation go one portion after the other: those that come while one is written are the next.
 * However many want the same credits, one of this process waits for their locks. Whose caller has stopped waiting is not
 * carried out: the caller was told that it failed, and may ask again.
 */
export class RetirementTurns {
  private readonly waiting = new Map<string, Waiting[]>();

  constructor(
    private readonly book: RetirementBook,
    /** Real epoch ms, as deadlines are. */
    private readonly nowMs: () => number = () => Date.now(),
  ) {}

  /** @throws ProblemError that it was refused with (503 `LEDGER_BUSY` where it is too late), or what went wrong */
  async retire(asked: AskedRetirement): Promise<Answered<RetirementAnswer>> {
    const outcome = await new Promise<RetirementOutcome>((tell) => {
      this.enqueue({ asked: this.whileAwaited(asked), tell });
    });
    if (outcome.kind === 'refused') throw outcome.reason;
    return outcome.answered;
  }

  private enqueue(one: Waiting): void {
    const { organizationId } = one.asked.command;
    const queue = this.waiting.get(organizationId);
    if (queue !== undefined) {
      queue.push(one); // no more than the messages that a process takes at once
      return;
    }
    const fresh = [one];
    this.waiting.set(organizationId, fresh);
    void this.work(organizationId, fresh);
  }

  /** Looks again when the locks are there, for which it may have waited long. */
  private whileAwaited(asked: AskedRetirement): AskedRetirement {
    return {
      ...asked,
      decide: (lots, nowMs) => {
        if (this.isTooLate(asked)) throw ledgerBusy();
        return asked.decide(lots, nowMs);
      },
    };
  }

  private isTooLate({ deadlineMs }: AskedRetirement): boolean {
    return deadlineMs !== undefined && deadlineMs <= this.nowMs();
  }

  /** Never throws: what goes wrong is told to those who wait for it. */
  private async work(organizationId: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      for (const one of queue.splice(0)) {
        if (this.isTooLate(one.asked)) one.tell(tooLate());
        else queue.push(one);
      }
      const portion = takePortion(queue);
      if (portion.length === 0) break;
      const outcomes = await this.outcomesOf(portion.map(({ asked }) => asked));
      for (const [index, { tell }] of portion.entries()) tell(outcomes[index] ?? noOutcome());
    }
    this.waiting.delete(organizationId);
  }

  /** What stops a portion must not stop those who have nothing to do with it: each is then tried for itself. */
  private async outcomesOf(portion: readonly AskedRetirement[]): Promise<RetirementOutcome[]> {
    try {
      return await this.book.retireAll(portion);
    } catch (reason) {
      if (portion.length === 1) return [{ kind: 'refused', reason }];
      const each = await Promise.all(portion.map((one) => this.outcomesOf([one])));
      return each.flat();
    }
  }
}

const tooLate = (): RetirementOutcome => ({ kind: 'refused', reason: ledgerBusy() });

const noOutcome = (): RetirementOutcome => ({
  kind: 'refused',
  reason: new Error('a retirement has no outcome'),
});

/** From the front of the queue, as many as fit in one transaction; a twin waits for the next one. */
function takePortion(queue: Waiting[]): Waiting[] {
  const keys = new Set<string>();
  let lots = 0;
  let count = 0;
  for (const { asked } of queue.slice(0, LARGEST_PORTION)) {
    lots += asked.lotIds.length;
    if (keys.has(asked.command.key) || (count > 0 && lots > MOST_LOTS)) break;
    keys.add(asked.command.key);
    count += 1;
  }
  return queue.splice(0, count);
}
