import { MINUTE_MS } from '@ecobe/carbon';
import type { Log, Settings } from '@ecobe/platform';
import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { DispatchRunsUseCase } from './dispatch-runs.use-case';

const LONGEST_MS = 1_000;
const SHORTEST_MS = 200;
/** Rounds that last, of receivers that are slow, beside which runs are looked for. */
const MOST_ROUNDS = 16;

/**
 * Looks straight into the rows for runs whose time has come: neither a Redis that is away nor a receiver that does not answer
 * may make those of others late.
 */
export class RunSweeper implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private readonly sweeping = new Set<Promise<void>>();

  constructor(
    private readonly dispatchRuns: Pick<DispatchRunsUseCase, 'execute' | 'stop'>,
    private readonly settings: Pick<Settings, 'ECOBE_CLOCK_SPEED'>,
    private readonly log: Pick<Log, 'info' | 'warn'>,
  ) {}

  onApplicationBootstrap(): void {
    const minuteMs = MINUTE_MS / this.settings.ECOBE_CLOCK_SPEED;
    const everyMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, minuteMs));
    this.timer = setInterval(() => {
      if (this.sweeping.size >= MOST_ROUNDS) return;
      const sweep: Promise<void> = this.sweep().finally(() => this.sweeping.delete(sweep));
      this.sweeping.add(sweep);
    }, everyMs).unref();
  }

  /** Before anybody waits for what is under way, jobs included: a receiver that does not answer must not hold up the end. */
  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.dispatchRuns.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.sweeping);
  }

  private async sweep(): Promise<void> {
    try {
      const round = await this.dispatchRuns.execute();
      if (round.called + round.failed + round.due > 0) this.log.info(round, 'DEKES runs dispatched');
    } catch (err) {
      this.log.warn({ err }, 'DEKES runs could not be looked at; the next sweep tries again');
    }
  }
}
