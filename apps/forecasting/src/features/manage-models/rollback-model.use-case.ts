import { seriesId } from '@ecobe/carbon';
import type { Clock, SeriesKey } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { GridSnapshotReader, ModelRolledBack, RollbackModelRequest } from '@ecobe/contracts';
import type { ModelRegistry } from '../../ports/model-registry';
import type { SeriesKind } from '../../ports/trained-model';
import type { ForecastSupply } from '../read-forecast/forecast-supply';

/** Lets an earlier model of a series serve again, and has its forecast issued anew. */
export class RollbackModelUseCase {
  constructor(
    private readonly supply: Pick<ForecastSupply, 'seriesOf'>,
    private readonly registry: Pick<ModelRegistry, 'rollBack'>,
    private readonly snapshot: Pick<GridSnapshotReader, 'current'>,
    private readonly issueSoon: (seriesId: string) => Promise<void>,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 400 `UNKNOWN_REGION`, 409 `NO_ROLLBACK` with the reason. */
  async rollBack({ region, basis, toId }: RollbackModelRequest): Promise<ModelRolledBack> {
    const key = this.supply.seriesOf(region, basis);
    const outcome = await this.registry.rollBack(key, toId, {
      atMs: this.clock.nowMs(),
      kind: this.kindOf(key),
    });
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

  /** What the series is made of now; of one without a value no model could serve anyway. */
  private kindOf(key: SeriesKey): SeriesKind {
    return this.snapshot.current(seriesId(key))?.quality === 'simulated' ? 'simulated' : 'real';
  }
}
