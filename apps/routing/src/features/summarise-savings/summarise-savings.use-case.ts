import { DAY_MS, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { SavingsAndZones, SummaryQuery } from '@ecobe/contracts';
import type { WorkloadReader } from '../../ports/workload-reader';

const DEFAULT_PERIOD_MS = 30 * DAY_MS;

/** What placing and timing avoided in a period, settled and expected apart. */
export class SummariseSavingsUseCase {
  constructor(
    private readonly workloads: WorkloadReader,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 400 `INVERTED_WINDOW` */
  async execute({ from, to, organizationId }: SummaryQuery): Promise<SavingsAndZones> {
    const toMs = to === undefined ? this.clock.nowMs() : Date.parse(to);
    const fromMs = from === undefined ? toMs - DEFAULT_PERIOD_MS : Date.parse(from);
    if (fromMs >= toMs) {
      const detail = `to must be after ${toIso(fromMs)}`;
      const errors = [{ pointer: '?to', detail }];
      throw new ProblemError({
        status: 400,
        code: 'INVERTED_WINDOW',
        title: 'Inverted window',
        detail,
        errors,
      });
    }
    const scope = { fromMs, toMs, organizationId: organizationId ?? null };
    const [savings, zones] = [await this.workloads.savings(scope), await this.workloads.zones(scope)];
    return {
      summary: { from: toIso(fromMs), to: toIso(toMs), organizationId: scope.organizationId, ...savings },
      zones,
    };
  }
}
