import { ProblemError } from '@ecobe/contracts';
import type { WorkloadAnswer, WorkloadPage, WorkloadsQuery } from '@ecobe/contracts';
import type { WorkloadReader } from '../../ports/workload-reader';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** 404 `WORKLOAD_NOT_FOUND` */
export const workloadNotFound = (workloadId: string): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'WORKLOAD_NOT_FOUND',
    title: 'Workload not found',
    detail: `There is no workload ${workloadId}.`,
  });

/** Shows workloads: many in short, one with why it runs there and then. */
export class ReadWorkloadsUseCase {
  constructor(private readonly workloads: WorkloadReader) {}

  /** @throws ProblemError 404 `WORKLOAD_NOT_FOUND` */
  async one(workloadId: string): Promise<WorkloadAnswer> {
    const found = await this.workloads.one(workloadId);
    if (found === null) throw workloadNotFound(workloadId);
    return found;
  }

  /** @throws ProblemError 400 `INVALID_INPUT` for a cursor that is none */
  async list(query: WorkloadsQuery): Promise<WorkloadPage> {
    if (query.cursor !== undefined && !UUID.test(query.cursor)) {
      const detail = 'cursor is of no page of this list';
      const errors = [{ pointer: '?cursor', detail }];
      throw new ProblemError({ status: 400, code: 'INVALID_INPUT', title: 'Invalid input', detail, errors });
    }
    return this.workloads.list(query);
  }
}
