import { ProblemError } from '@ecobe/contracts';
import type { BatchAnswer } from '@ecobe/contracts';
import type { BatchStore } from '../../ports/workload-store';
import { batchAnswer } from './batch-answer';

/** Shows a batch as it is planned now. */
export class ReadBatchUseCase {
  constructor(private readonly batches: BatchStore) {}

  /** @throws ProblemError 404 `BATCH_NOT_FOUND` */
  async execute(batchId: string): Promise<BatchAnswer> {
    const found = await this.batches.findBatch(batchId);
    if (found !== null) return batchAnswer(found.batch, found.workloads);
    throw new ProblemError({
      status: 404,
      code: 'BATCH_NOT_FOUND',
      title: 'Batch not found',
      detail: `There is no batch ${batchId}.`,
    });
  }
}
