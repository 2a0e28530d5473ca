import { ProblemError } from '@ecobe/contracts';
import type { DekesWorkloadPage } from '@ecobe/contracts';
import type { DekesApi } from '../../ports/dekes-api';
import type { MessageStore } from '../../ports/message-store';
import type { SettlementStore } from '../../ports/settlement-store';
import type { WorkloadStore } from '../../ports/workload-store';
import { workloadAnswer } from './workload-answer';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The runs of DEKES, newest first. */
export class ListWorkloadsUseCase {
  constructor(
    private readonly workloads: Pick<WorkloadStore, 'list'>,
    private readonly settlements: Pick<SettlementStore, 'settlementsOf'>,
    private readonly messages: Pick<MessageStore, 'ofWorkloads'>,
    private readonly dekes: Pick<DekesApi, 'absence'>,
  ) {}

  /** @param cursor id of the last run of the page before @throws ProblemError 400 `INVALID_INPUT` */
  async execute({ cursor, limit }: { cursor?: string; limit: number }): Promise<DekesWorkloadPage> {
    if (cursor !== undefined && !UUID.test(cursor)) throw badCursor();
    const found = await this.workloads.list(cursor ?? null, limit + 1);
    const shownRuns = found.slice(0, limit);
    const ids = shownRuns.map(({ id }) => id);
    const [settlements, messages] = await Promise.all([
      this.settlements.settlementsOf(ids),
      this.messages.ofWorkloads(ids),
    ]);
    return {
      items: shownRuns.map((workload) =>
        workloadAnswer(workload, settlements.get(workload.id) ?? null, messages, this.dekes.absence),
      ),
      nextCursor: found.length > limit ? (ids.at(-1) ?? null) : null,
    };
  }
}

function badCursor(): ProblemError {
  const detail = 'cursor is of no page of this list';
  return new ProblemError({
    ...{ status: 400, code: 'INVALID_INPUT', title: 'Invalid input', detail },
    errors: [{ pointer: '?cursor', detail }],
  });
}
