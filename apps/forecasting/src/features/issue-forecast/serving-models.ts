import { HOUR_MS, seriesId } from '@ecobe/carbon';
import type { ForecastModel, ModelTrainer } from '@ecobe/forecast';
import type { ModelRegistry } from '../../ports/model-registry';
import type { TrainedModel } from '../../ports/trained-model';
import { decodeFit } from '../train-model/fit-bytes';

/** An open series was asked for each hour; one that was not for so long has gone. */
const GONE_MS = 3 * HOUR_MS;

/** A trained model ready to be asked, or why it is not. */
export type OpenedModel = { kind: 'open'; model: ForecastModel } | { kind: 'closed'; reason: string };

interface Kept {
  readonly id: number;
  readonly model: ForecastModel;
  readonly wantedAtMs: number;
}

/**
 * Opens the fits that serve, and keeps one model a series open with what it remembers of its past forecasts. A fit
 * never changes under its id, so what is open is never stale: a promotion or a rollback shows as another id at the next
 * issue, and takes the place of the one before.
 *
 * Rounds ask for all series in turn. Closing the one that was wanted longest ago for each newcomer would close every
 * model just before its turn; so once all places are taken, newcomers are opened for their answer only.
 */
export class ServingModels {
  private readonly open = new Map<string, Kept>();

  /** @param maxSeries models kept open at most */
  constructor(
    private readonly registry: Pick<ModelRegistry, 'fitOf'>,
    private readonly trainers: readonly ModelTrainer[],
    private readonly maxSeries: number,
  ) {}

  async opened(serving: TrainedModel, nowMs: number): Promise<OpenedModel> {
    const kept = this.open.get(seriesId(serving));
    if (kept?.id === serving.id) {
      this.keep(serving, kept.model, nowMs);
      return { kind: 'open', model: kept.model };
    }
    const trainer = this.trainers.find(({ name }) => name === serving.trainer);
    if (trainer === undefined) return closed(`this version has no trainer ${serving.trainer}`);
    const bytes = await this.registry.fitOf(serving.id);
    if (bytes === null) return closed('its fit is not kept in a form that this version reads');
    try {
      const model = trainer.open(decodeFit(bytes));
      this.keep(serving, model, nowMs);
      return { kind: 'open', model };
    } catch (error) {
      return closed(`its fit cannot be opened (${(error as Error).message})`);
    }
  }

  private keep(serving: TrainedModel, model: ForecastModel, nowMs: number): void {
    const series = seriesId(serving);
    if (!this.open.has(series) && this.open.size >= this.maxSeries) this.closeGone(nowMs);
    if (!this.open.has(series) && this.open.size >= this.maxSeries) return;
    this.open.set(series, { id: serving.id, model, wantedAtMs: nowMs });
  }

  /** The suite's clock may have been set back: what was wanted in the future has gone as well. */
  private closeGone(nowMs: number): void {
    for (const [series, { wantedAtMs }] of this.open) {
      if (Math.abs(nowMs - wantedAtMs) >= GONE_MS) this.open.delete(series);
    }
  }
}

const closed = (reason: string): OpenedModel => ({ kind: 'closed', reason });
