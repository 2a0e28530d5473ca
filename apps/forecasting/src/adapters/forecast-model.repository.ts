import { seriesId } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import type { DataSource, EntityManager } from 'typeorm';
import { FIT_FORMAT } from '../features/train-model/fit-bytes';
import type { ModelRegistry, RollbackAt, RollbackOutcome } from '../ports/model-registry';
import type { Candidate, JudgedDay, TrainedModel } from '../ports/trained-model';
import {
  OF_SERIES,
  forgetOldFits,
  insert,
  keyOf,
  named,
  rollbackTarget,
  select,
  serveAgain,
  servingOf,
  setReplacedBy,
  setStatus,
} from './forecast-model.sql';

/** Trained models in PostgreSQL. Whoever changes those of a series holds its lock until the change is committed. */
export class ForecastModelRepository implements ModelRegistry {
  constructor(private readonly dataSource: DataSource) {}

  serving(key: SeriesKey): Promise<TrainedModel | null> {
    return servingOf(this.dataSource.manager, key);
  }

  servingOfEach(): Promise<TrainedModel[]> {
    return select(this.dataSource.manager, "status = 'serving' ORDER BY id", []);
  }

  async fitOf(id: number): Promise<Uint8Array | null> {
    const [row] = await this.dataSource.query<{ fit: Buffer | null }[]>(
      'SELECT fit FROM forecasting.forecast_model WHERE id = $1 AND fit_format = $2',
      [id, FIT_FORMAT],
    );
    return row?.fit ?? null;
  }

  async daysOf(id: number): Promise<readonly JudgedDay[]> {
    const [row] = await this.dataSource.query<{ judged_days: JudgedDay[] }[]>(
      'SELECT judged_days FROM forecasting.forecast_model WHERE id = $1',
      [id],
    );
    return row?.judged_days ?? [];
  }

  list(key: SeriesKey): Promise<TrainedModel[]> {
    return select(this.dataSource.manager, `${OF_SERIES} ORDER BY id DESC`, keyOf(key));
  }

  register(candidate: Candidate): Promise<TrainedModel> {
    return this.locked(candidate, async (manager) => {
      const current = await servingOf(manager, candidate);
      if (candidate.fit === null) {
        const { currentFault, judgedAgainstId } = candidate;
        const isFaulty = currentFault !== null && current?.id === judgedAgainstId;
        if (isFaulty && current !== null) await setStatus(manager, current.id, 'replaced', currentFault);
        return insert(manager, candidate, 'rejected', candidate.verdictReason);
      }
      if ((current?.id ?? null) !== candidate.judgedAgainstId) {
        const reason = `${candidate.verdictReason}; but meanwhile ${named(current)} serves, against which it was not judged`;
        return insert(manager, candidate, 'rejected', reason);
      }
      if (current !== null) await setStatus(manager, current.id, 'replaced', 'a better model serves');
      const promoted = await insert(manager, candidate, 'serving', candidate.verdictReason);
      if (current !== null) await setReplacedBy(manager, current.id, promoted.id);
      await forgetOldFits(manager, candidate);
      return promoted;
    });
  }

  rollBack(key: SeriesKey, toId: number | null, { atMs, kind }: RollbackAt): Promise<RollbackOutcome> {
    return this.locked(key, async (manager) => {
      const from = await servingOf(manager, key);
      const to = await rollbackTarget(manager, key, { from, toId, kind });
      if (typeof to === 'string') return { kind: 'refused', reason: to };
      if (from !== null) await setStatus(manager, from.id, 'rolled-back', `rolled back to ${named(to)}`);
      if (from !== null && to !== null) await setReplacedBy(manager, from.id, to.id);
      if (to !== null) await serveAgain(manager, to.id, `rolled back to, from ${named(from)}`, atMs);
      return { kind: 'rolled-back', from, to };
    });
  }

  private locked<T>(key: SeriesKey, change: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `forecast_model ${seriesId(key)}`,
      ]);
      return change(manager);
    });
  }
}
