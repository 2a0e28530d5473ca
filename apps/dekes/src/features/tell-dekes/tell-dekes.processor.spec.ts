import type { JobQueues, JobToDo } from '@ecobe/messaging';
import { JobPostponedError } from '@ecobe/messaging';
import type { Outbox } from '@ecobe/persistence';
import type { Log } from '@ecobe/platform';
import { TellDekesProcessor } from './tell-dekes.processor';

type Handler = (job: JobToDo<{ key: string }>) => Promise<void>;

/** The processor with a DEKES that has refused so often, and the handler that it registers, if any. */
function processing(attempts: () => number | null, absence: string | null = null) {
  let handler: Handler | null = null;
  const queues = {
    queue: () => ({ add: () => Promise.resolve() }),
    process: (_name: string, given: Handler) => {
      handler = given;
    },
  } as unknown as JobQueues;
  const outbox = { relay: () => Promise.resolve(0) } as unknown as Outbox;
  const execute = () => Promise.resolve(attempts());
  const processor = new TellDekesProcessor(queues, outbox, { execute }, { absence }, {} as Log);
  processor.onApplicationBootstrap();
  const job = { name: 'tell', payload: { key: 'k' }, id: 'k', attempt: 1, isLastAttempt: true };
  return { processor, handler: (): Promise<void> | undefined => handler?.(job) };
}

describe('messages to DEKES', () => {
  it('wait longer after each try in vain, up to two minutes, over an hour and more', async () => {
    let attempts = 0;
    const { handler, processor } = processing(() => (attempts += 1));
    const waits: number[] = [];
    for (let tries = 0; tries < 40; tries += 1) {
      const error: unknown = await handler()?.catch((thrown: unknown) => thrown);
      if (!(error instanceof JobPostponedError)) throw new Error('was not postponed');
      waits.push(error.delayMs);
    }
    await processor.beforeApplicationShutdown();
    expect(waits.slice(0, 8)).toEqual([2, 4, 8, 16, 32, 64, 120, 120].map((seconds) => seconds * 1000));
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(3_600_000);
    expect(Math.max(...waits)).toBe(120_000);
  });

  it('are done when they are taken', async () => {
    const { handler, processor } = processing(() => null);
    await expect(handler()).resolves.toBeUndefined();
    await processor.beforeApplicationShutdown();
  });

  it('are left where they are while there is no DEKES', () => {
    expect(processing(() => null, 'DEKES_API_URL is not set').handler()).toBeUndefined();
  });
});
