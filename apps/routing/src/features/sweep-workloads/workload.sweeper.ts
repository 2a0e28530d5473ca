import type { Log, Settings } from '@ecobe/platform';
import { SLOT_MS } from '@ecobe/placement';
import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { DispatchWorkloadsUseCase } from '../dispatch-workloads/dispatch-workloads.use-case';
import type { PlanWorkloadsUseCase } from '../plan-workloads/plan-workloads.use-case';

const LONGEST_MS = 1_000;
const SHORTEST_MS = 200;
const SWEEPS_PER_SLOT = 4;
/** Hand-overs that last, of receivers that are slow, beside which starts are looked for. */
const MOST_HANDING_OVER = 16;

/**
 * Looks straight into the rows for what is to be planned or started: neither a Redis that forgot everything nor one that is
 * away may cost a deadline.
 */
export class WorkloadSweeper implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private planning: Promise<void> | null = null;
  private readonly handingOver = new Set<Promise<void>>();

  constructor(
    private readonly planWorkloads: Pick<PlanWorkloadsUseCase, 'planAccepted'>,
    private readonly dispatchWorkloads: Pick<DispatchWorkloadsUseCase, 'dispatchDue' | 'stop'>,
    private readonly settings: Pick<Settings, 'ECOBE_CLOCK_SPEED'>,
    private readonly log: Pick<Log, 'warn'>,
  ) {}

  onApplicationBootstrap(): void {
    const slotMs = SLOT_MS / this.settings.ECOBE_CLOCK_SPEED;
    const everyMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, slotMs / SWEEPS_PER_SLOT));
    this.timer = setInterval(() => {
      this.handOver();
      this.planning ??= this.plan().finally(() => {
        this.planning = null;
      });
    }, everyMs).unref();
  }

  /** Before anybody waits for what is under way, jobs included: a receiver that does not answer must not hold up the end. */
  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.dispatchWorkloads.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.planning, ...this.handingOver]);
  }

  /** Not waited for: a receiver that does not answer must delay no other's start, nor anybody's plan. */
  private handOver(): void {
    if (this.handingOver.size >= MOST_HANDING_OVER) return;
    const handing: Promise<void> = this.dispatchWorkloads
      .dispatchDue()
      .then(
        () => undefined,
        (err: unknown) => {
          this.log.warn({ err }, 'due workloads could not be looked at; the next sweep tries again');
        },
      )
      .finally(() => this.handingOver.delete(handing));
    this.handingOver.add(handing);
  }

  private async plan(): Promise<void> {
    try {
      const { planned, faulty } = await this.planWorkloads.planAccepted();
      if (faulty > 0) this.log.warn({ faulty }, 'workloads could not be planned; their rows say why');
      if (planned > 0) this.handOver();
    } catch (err) {
      this.log.warn({ err }, 'waiting workloads could not be planned; the next sweep tries again');
    }
  }
}
