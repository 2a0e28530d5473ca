import type { Log } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { PollZonesProcessor } from './features/poll-zones/poll-zones.processor';
import type { AdvanceClockProcessor } from './features/simulate-grid/advance-clock.processor';

/** Order of the start: first all zones have data, then the providers are asked, at last what can wait. */
export class IngestionBoot implements OnApplicationBootstrap {
  constructor(
    private readonly advanceClock: AdvanceClockProcessor,
    private readonly pollZones: PollZonesProcessor,
    private readonly background: readonly { start(): Promise<void> }[],
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const startedMs = performance.now();
    const { simulated, series } = await this.advanceClock.start();
    const polled = await this.pollZones.start();
    for (const processor of this.background) await processor.start();
    const durationMs = Math.round(performance.now() - startedMs);
    this.log.info({ simulated, series, polledZones: polled, durationMs }, 'grid data are ready');
  }
}
