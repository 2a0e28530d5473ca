import type { Clock } from '@ecobe/carbon';
import type { Log } from '@ecobe/platform';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { OpenWorkloads, OpenWorkloadsReader } from '../../ports/open-workloads';

const STATUSES = ['accepted', 'planned', 'dead'] as const;

/** Open workloads for Prometheus, read at every scrape; while the database is away there are no samples. */
export class WorkloadMetrics {
  constructor(
    metrics: Registry,
    private readonly workloads: OpenWorkloadsReader,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    const counts = new Gauge<'status'>({
      name: 'ecobe_workloads',
      help: 'Workloads that have not been handed over; dead ones wait for somebody to try them again.',
      labelNames: ['status'],
      registers: [metrics],
      collect: async () => {
        const open = await this.read();
        counts.reset();
        if (open !== null) for (const status of STATUSES) counts.set({ status }, open[status]);
      },
    });
    const due: Gauge = new Gauge({
      name: 'ecobe_workload_longest_due_seconds',
      help: 'How long the workload that should have started first has been due, by the clock of the suite.',
      registers: [metrics],
      collect: async () => {
        const open = await this.read();
        if (open === null) due.remove();
        else due.set(open.longestDueSeconds);
      },
    });
  }

  private read(): Promise<OpenWorkloads | null> {
    return this.workloads.open(this.clock.nowMs()).catch((err: unknown) => {
      this.log.warn({ err }, 'open workloads could not be counted');
      return null;
    });
  }
}
