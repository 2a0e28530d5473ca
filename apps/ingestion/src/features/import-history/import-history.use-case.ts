import type { Clock } from '@ecobe/carbon';
import type { ObservationWriter } from '../../ports/observation-store';
import { HistoryFile } from './history-file';
import type { ImportRequest, ImportSummary } from './history-import';

/** Stores a history file, whole or not at all; what is stored already is not stored again. */
export class ImportHistoryUseCase {
  /** @param clock Real time: history may be imported for a suite whose clock is set to the past. */
  constructor(
    private readonly writer: ObservationWriter,
    private readonly clock: Clock,
  ) {}

  /** @throws ImportRefusedError where the file is of no known layout or has bad lines that may not be skipped. */
  async run(request: ImportRequest): Promise<ImportSummary> {
    const file = await HistoryFile.open(request, this.clock.nowMs());
    const added = await this.writer.recordBulk(file.batches());
    return file.summary(added);
  }
}
