import { HISTORY_IMPORTED } from '@ecobe/contracts';
import { SubscribeTo } from '@ecobe/messaging';
import { Controller } from '@nestjs/common';
import { RefreshSnapshotUseCase } from '../refresh-snapshot/refresh-snapshot.use-case';
import { importedSeries } from './imported-series';

/** Takes an import in at once: the snapshot shows it, and forecasts are made from it. */
@Controller()
export class HistoryImportedController {
  constructor(private readonly refreshSnapshot: RefreshSnapshotUseCase) {}

  @SubscribeTo(HISTORY_IMPORTED, 'ingestion')
  async hear({ zone }: { zone: string }): Promise<void> {
    await this.refreshSnapshot.run(importedSeries(zone));
  }
}
