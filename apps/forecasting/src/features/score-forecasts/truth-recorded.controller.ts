import { OBSERVATIONS_RECORDED } from '@ecobe/contracts';
import { JobQueues, SubscribeTo } from '@ecobe/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { RECENT_DAYS, SCORE_QUEUE } from './score-forecasts.processor';
import type { ScoreJob } from './score-forecasts.processor';

/** With so much still to do, the next round of all series is as good as one more job. */
const MOST_WAITING = 20;

/** New observations are the truth that issued forecasts waited for: they are scored, as a job. */
@Controller()
export class TruthRecordedController {
  constructor(private readonly queues: JobQueues) {}

  @SubscribeTo(OBSERVATIONS_RECORDED, 'forecasting')
  async hear(@Payload() { seriesIds }: { seriesIds: string[] }): Promise<void> {
    const queue = this.queues.queue<ScoreJob>(SCORE_QUEUE);
    if ((await queue.counts()).waiting >= MOST_WAITING) return;
    await queue.add('observed', { seriesIds, days: RECENT_DAYS });
  }
}
