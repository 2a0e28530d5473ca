import { OBSERVATIONS_RECORDED } from '@ecobe/contracts';
import { JobQueues, SubscribeTo } from '@ecobe/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { ISSUE_QUEUE } from './issue-forecast.processor';
import type { IssueJob } from './issue-forecast.processor';

const ATTEMPTS = 4;
const BACKOFF_MS = 2_000;

/** New observations make new forecasts, as a job: the event itself is done at once. */
@Controller()
export class ObservationsRecordedController {
  constructor(private readonly queues: JobQueues) {}

  @SubscribeTo(OBSERVATIONS_RECORDED, 'forecasting')
  async hear(@Payload() { seriesIds }: { seriesIds: string[] }): Promise<void> {
    const queue = this.queues.queue<IssueJob>(ISSUE_QUEUE);
    await queue.add('observed', { seriesIds }, { attempts: ATTEMPTS, backoffMs: BACKOFF_MS });
  }
}
