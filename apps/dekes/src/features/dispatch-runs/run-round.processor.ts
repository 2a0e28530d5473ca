import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { JobQueues, JobToDo } from '@ecobe/messaging';
import { regularMs } from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { ReplanBatchesUseCase } from '../replan-batches/replan-batches.use-case';
import type { SettleRunsUseCase } from '../settle-runs/settle-runs.use-case';
import type { DispatchRunsUseCase } from './dispatch-runs.use-case';
import { RUN_QUEUE, queueStarts } from './run-queue';

const PLAN_QUEUE = 'dekes-plans';
const SETTLE_QUEUE = 'dekes-settlements';

/**
 * What happens later: runs start at their time (a job each; the sweeper sees to them while Redis is away), what waits is planned
 * anew every hour, and what is over is settled every hour.
 */
export class RunRoundProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly dispatchRuns: Pick<DispatchRunsUseCase, 'execute'>,
    private readonly replanBatches: Pick<ReplanBatchesUseCase, 'execute'>,
    private readonly settleRuns: Pick<SettleRunsUseCase, 'execute'>,
    private readonly settings: Pick<Settings, 'ECOBE_CLOCK_SPEED'>,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const rounds: [queue: string, everyMs: number, run: () => Promise<void>][] = [
      [RUN_QUEUE, MINUTE_MS, () => this.dispatch()],
      [PLAN_QUEUE, HOUR_MS, () => this.replan()],
      [SETTLE_QUEUE, HOUR_MS, () => this.settle()],
    ];
    for (const [name, everyMs, run] of rounds) {
      this.queues.process<null>(name, (_job: JobToDo<null>) => run());
      await this.queues
        .queue<null>(name)
        .every(`${name}-round`, regularMs(everyMs, this.settings.ECOBE_CLOCK_SPEED), 'round', null);
    }
  }

  private async dispatch(): Promise<void> {
    const round = await this.dispatchRuns.execute();
    if (round.called + round.failed + round.due > 0) this.log.info(round, 'DEKES runs dispatched');
  }

  private async replan(): Promise<void> {
    const { moved, stuck } = await this.replanBatches.execute();
    if (stuck.length > 0) this.log.warn({ stuck }, 'DEKES runs could not be planned anew; their plans stand');
    if (moved.length > 0) this.log.info({ moved: moved.length }, 'DEKES runs planned anew');
    await queueStarts(this.queues, moved, this.clock.nowMs(), this.settings.ECOBE_CLOCK_SPEED);
  }

  private async settle(): Promise<void> {
    const round = await this.settleRuns.execute();
    if (round.settled > 0) this.log.info(round, 'DEKES runs settled');
  }
}
