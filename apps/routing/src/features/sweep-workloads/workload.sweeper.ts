import type { Log, Settings } from '@ecobe/platform';
import { SLOT_MS } from '@ecobe/placement';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { DispatchWorkloadsUseCase } from '../dispatch-workloads/dispatch-workloads.use-case';
import type { PlanWorkloadsUseCase } from '../plan-workloads/plan-workloads.use-case';

const LONGEST_MS = 1_000;
const SHORTEST_MS = 200;
const SWEEPS_PER_SLOT = 4;

/**
 * Looks straight into the rows for what is to be planned or started: neither a Redis that forgot everything nor one that is
 * away may cost a deadline.
 */
export class WorkloadSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | null = null;

  constructor(
    private readonly planWorkloads: PlanWorkloadsUseCase,
    private readonly dispatchWorkloads: DispatchWorkloadsUseCase,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const slotMs = SLOT_MS / this.settings.ECOBE_CLOCK_SPEED;
    const everyMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, slotMs / SWEEPS_PER_SLOT));
    this.timer = setInterval(() => {
      this.sweeping ??= this.sweep().finally(() => {
        this.sweeping = null;
      });
    }, everyMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  private async sweep(): Promise<void> {
    try {
      await this.dispatchWorkloads.dispatchDue();
      const { planned, faulty } = await this.planWorkloads.planAccepted();
      if (faulty > 0) this.log.warn({ faulty }, 'workloads could not be planned; their rows say why');
      if (planned > 0) await this.dispatchWorkloads.dispatchDue();
    } catch (err) {
      this.log.warn({ err }, 'waiting workloads could not be looked at; the next sweep tries again');
    }
  }
}
