import { HOUR_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { GridSnapshotWriter } from '@ecobe/contracts';
import { ISSUED_HOURS } from '@ecobe/forecast';
import type { ForecastStore } from '../../ports/forecast-store';
import { endOf, snapshotOf } from '../../ports/issued-forecast';

/** Publishes what was issued before a restart, so that readers need not wait for the next round. */
export class RestoreSnapshotUseCase {
  constructor(
    private readonly store: ForecastStore,
    private readonly snapshot: GridSnapshotWriter,
    private readonly clock: Clock,
  ) {}

  /** @returns how many series have a forecast that still reaches beyond now. */
  async restore(): Promise<number> {
    const nowMs = this.clock.nowMs();
    const issued = await this.store.newestOfEach(nowMs - ISSUED_HOURS * HOUR_MS, nowMs);
    const alive = issued.filter((forecast) => endOf(forecast) > nowMs);
    await this.snapshot.putForecasts(alive.map(snapshotOf));
    return alive.length;
  }
}
