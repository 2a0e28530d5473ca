import { seriesId } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { ModelRolledBack, RollbackModelRequest } from '@ecobe/contracts';
import type { ModelRegistry } from '../../ports/model-registry';
import type { ForecastSupply } from '../read-forecast/forecast-supply';

/** Lets an earlier model of a series serve again, and has its forecast issued anew. */
export class RollbackModelUseCase {
  constructor(
    private readonly supply: Pick<ForecastSupply, 'seriesOf'>,
    private readonly registry: Pick<ModelRegistry, 'rollBack'>,
    private readonly issueSoon: (seriesId: string) => Promise<void>,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 400 `UNKNOWN_REGION`, 409 `NO_ROLLBACK` with the reason. */
  async rollBack({ region, basis, toId }: RollbackModelRequest): Promise<ModelRolledBack> {
    const key = this.supply.seriesOf(region, basis);
    const outcome = await this.registry.rollBack(key, toId, this.clock.nowMs());
    if (outcome.kind === 'refused') {
      throw new ProblemError({
        status: 409,
        code: 'NO_ROLLBACK',
        title: 'No rollback',
        detail: `Nothing was rolled back: ${outcome.reason}.`,
      });
    }
    await this.issueSoon(seriesId(key));
    return { zone: key.zone, basis, fromId: outcome.from?.id ?? null, toId: outcome.to?.id ?? null };
  }
}
