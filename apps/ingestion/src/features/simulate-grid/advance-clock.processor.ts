import { MINUTE_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { Settings } from '@ecobe/platform';
import type { RefreshSnapshotUseCase } from '../refresh-snapshot/refresh-snapshot.use-case';
import type { SimulateGridUseCase } from './simulate-grid.use-case';

const ADVANCE_QUEUE = 'ingestion-advance';
const MIN_ADVANCE_MS = 1_000;

/** Real milliseconds between two looks at the clock: a minute of the suite's time. */
const advanceEveryMs = ({ ECOBE_CLOCK_SPEED }: Pick<Settings, 'ECOBE_CLOCK_SPEED'>): number =>
  Math.max(MIN_ADVANCE_MS, Math.round(MINUTE_MS / ECOBE_CLOCK_SPEED));

/** As time goes on: makes the simulated hours that have begun, and shows what has become known. */
export class AdvanceClockProcessor {
  constructor(
    private readonly queues: JobQueues,
    private readonly simulateGrid: Pick<SimulateGridUseCase, 'run'>,
    private readonly refreshSnapshot: Pick<RefreshSnapshotUseCase, 'run'>,
    private readonly settings: Pick<Settings, 'ECOBE_CLOCK_SPEED'>,
  ) {}

  /** The first time at once, so that every zone has its data when the service says that it is up. */
  async start(): Promise<{ simulated: number; series: number }> {
    const first = await this.advance();
    this.queues.process(ADVANCE_QUEUE, async () => {
      await this.advance();
    });
    await this.queues.queue(ADVANCE_QUEUE).every('advance', advanceEveryMs(this.settings), 'advance', {});
    return first;
  }

  private async advance(): Promise<{ simulated: number; series: number }> {
    const simulated = await this.simulateGrid.run();
    const told = await this.refreshSnapshot.run();
    return { simulated, series: told.length };
  }
}
