import { OBSERVATIONS_RECORDED } from '@ecobe/contracts';
import { JobQueues, SubscribeTo } from '@ecobe/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { queueIssue } from './issue-forecast.processor';

/** New observations make new forecasts, as a job: the event itself is done at once. */
@Controller()
export class ObservationsRecordedController {
  constructor(private readonly queues: JobQueues) {}

  @SubscribeTo(OBSERVATIONS_RECORDED, 'forecasting')
  async hear(@Payload() { seriesIds }: { seriesIds: string[] }): Promise<void> {
    await queueIssue(this.queues, ...seriesIds);
  }
}
