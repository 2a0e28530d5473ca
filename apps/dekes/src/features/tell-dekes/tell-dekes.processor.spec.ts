import type { JobQueues, JobToDo } from '@ecobe/messaging';
import { JobPostponedError } from '@ecobe/messaging';
import type { Outbox } from '@ecobe/persistence';
import type { Log } from '@ecobe/platform';
import { TellDekesProcessor } from './tell-dekes.processor';

type Handler = (job: JobToDo<{ key: string }>) => Promise<void>;

/** The processor with a DEKES that is asked again after so long, and the handler that it registers, if any. */
function processing(waitMs: () => number | null, absence: string | null = null) {
  let handler: Handler | null = null;
  const queues = {
    queue: () => ({ add: () => Promise.resolve() }),
    process: (_name: string, given: Handler) => {
      handler = given;
    },
  } as unknown as JobQueues;
  const outbox = { relay: () => Promise.resolve(0) } as unknown as Outbox;
  const execute = () => Promise.resolve(waitMs());
  const processor = new TellDekesProcessor(queues, outbox, { execute }, { absence }, {} as Log);
  processor.onApplicationBootstrap();
  const job = { name: 'tell', payload: { key: 'k' }, id: 'k', attempt: 1, isLastAttempt: true };
  return { processor, handler: (): Promise<void> | undefined => handler?.(job) };
}

describe('messages to DEKES', () => {
  it('are put off for as long as they are to wait', async () => {
    const { handler, processor } = processing(() => 8_000);
    const error: unknown = await handler()?.catch((thrown: unknown) => thrown);
    await processor.beforeApplicationShutdown();
    expect(error).toBeInstanceOf(JobPostponedError);
    expect(error).toMatchObject({ delayMs: 8_000 });
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
