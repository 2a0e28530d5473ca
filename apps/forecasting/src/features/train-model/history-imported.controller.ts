import { HISTORY_IMPORTED } from '@ecobe/contracts';
import { JobQueues, SubscribeTo } from '@ecobe/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { TRAIN_ROUND_QUEUE } from './train-model.processor';
import type { TrainRoundJob } from './train-model.processor';

const ATTEMPTS = 4;
const BACKOFF_MS = 2_000;

/** Much new history is worth a training, as a job: the event itself is done at once. */
@Controller()
export class HistoryImportedController {
  constructor(private readonly queues: JobQueues) {}

  @SubscribeTo(HISTORY_IMPORTED, 'forecasting')
  async hear(@Payload() { zone }: { zone: string }): Promise<void> {
    const queue = this.queues.queue<TrainRoundJob>(TRAIN_ROUND_QUEUE);
    await queue.add('imported', { importedZone: zone }, { attempts: ATTEMPTS, backoffMs: BACKOFF_MS });
  }
}
