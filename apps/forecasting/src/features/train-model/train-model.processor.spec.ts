import { JobPostponedError } from '@ecobe/messaging';
import type { JobQueues, JobToDo } from '@ecobe/messaging';
import { loadSettings } from '@ecobe/platform';
import { pino } from 'pino';
import { FakeClock } from '../../forecasting.fixture';
import { TrainModelProcessor } from './train-model.processor';
import { TRAIN_QUEUE } from './train-queue';
import type { TrainJob } from './train-queue';

type Handler = (job: JobToDo<TrainJob>) => Promise<void>;

const job = (changes: Partial<JobToDo<TrainJob>> = {}): JobToDo<TrainJob> => ({
  ...{ name: 'first', id: 'DE|average|lifecycle', attempt: 1, isLastAttempt: false },
  payload: { seriesId: 'DE|average|lifecycle', reason: 'first' },
  ...changes,
});

describe('TrainModelProcessor', () => {
  let handler: Handler;
  let done: string[];
  let endTraining: (error: Error) => void;
  let triedAgain: () => boolean;
  let processor: TrainModelProcessor;

  beforeEach(async () => {
    done = [];
    const queues = {
      process: (name: string, handle: Handler) => {
        if (name === TRAIN_QUEUE) handler = handle;
      },
      queue: () => ({ every: () => Promise.resolve(), add: () => Promise.resolve() }),
      stopTaking: (name: string) => Promise.resolve(void done.push(`stop taking ${name}`)),
    };
    const training = new Promise<never>((_, reject) => (endTraining = reject));
    const trainModel = {
      train: (_: TrainJob, isTriedAgain = () => false) => {
        triedAgain = isTriedAgain;
        return training;
      },
    };
    const thread = {
      close: () => {
        done.push('close the thread');
        endTraining(new Error('the training was ended'));
        return Promise.resolve();
      },
    };
    const queueTrainings = { queueDue: () => Promise.resolve([]), queueImported: () => Promise.resolve([]) };
    processor = new TrainModelProcessor(
      ...([queues as unknown as JobQueues, trainModel, queueTrainings, thread] as const),
      ...([loadSettings({ LOG_LEVEL: 'silent' }), new FakeClock(), pino({ level: 'silent' })] as const),
    );
    await processor.onApplicationBootstrap();
  });

  it('postpones what a shutdown ends, and what is taken meanwhile, instead of failing it', async () => {
    const running = handler(job({ isLastAttempt: true }));
    const told = expect(running).rejects.toThrow(JobPostponedError);
    await processor.onModuleDestroy();
    await told;
    expect(triedAgain()).toBe(true);
    expect(done).toEqual([`stop taking ${TRAIN_QUEUE}`, 'close the thread']);
    await expect(handler(job())).rejects.toThrow(JobPostponedError);
  });

  it('fails what fails by itself, and tells whether it is tried again', async () => {
    const running = handler(job());
    endTraining(new Error('the matrix is singular'));
    await expect(running).rejects.toThrow('the matrix is singular');
    await expect(running).rejects.not.toThrow(JobPostponedError);
    expect(triedAgain()).toBe(true);
    await handler(job({ isLastAttempt: true })).catch(() => undefined);
    expect(triedAgain()).toBe(false);
  });
});
