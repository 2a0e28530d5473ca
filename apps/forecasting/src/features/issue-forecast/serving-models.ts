import type { ForecastModel, ModelTrainer } from '@ecobe/forecast';
import type { ModelRegistry } from '../../ports/model-registry';
import type { TrainedModel } from '../../ports/trained-model';
import { decodeFitLater } from '../train-model/fit-bytes';

/** Stored bytes of the models that are kept open; those of some hundred zones. */
const MAX_OPEN_BYTES = 192 * 1024 * 1024;

/** A trained model ready to be asked, or why it is not. */
export type OpenedModel = { kind: 'open'; model: ForecastModel } | { kind: 'closed'; reason: string };

interface Kept {
  readonly model: ForecastModel;
  readonly bytes: number;
}

/**
 * Opens the fits that serve, each once while it is wanted. A fit never changes under its id, so what is open is never
 * stale: a promotion or a rollback, in whatever replica, shows as another id at the next issue.
 */
export class ServingModels {
  /** The one that was wanted longest ago is first. */
  private readonly open = new Map<number, Kept>();
  private openBytes = 0;

  constructor(
    private readonly registry: Pick<ModelRegistry, 'fitOf'>,
    private readonly trainers: readonly ModelTrainer[],
    private readonly maxOpenBytes = MAX_OPEN_BYTES,
  ) {}

  async opened({ id, trainer: name }: TrainedModel): Promise<OpenedModel> {
    const kept = this.open.get(id);
    if (kept !== undefined) {
      this.open.delete(id);
      this.open.set(id, kept);
      return { kind: 'open', model: kept.model };
    }
    const trainer = this.trainers.find((known) => known.name === name);
    if (trainer === undefined) return closed(`this version has no trainer ${name}`);
    const bytes = await this.registry.fitOf(id);
    if (bytes === null) return closed('its fit is not kept in a form that this version reads');
    try {
      const model = trainer.open(await decodeFitLater(bytes));
      this.keep(id, { model, bytes: bytes.length });
      return { kind: 'open', model };
    } catch (error) {
      return closed(`its fit cannot be opened (${(error as Error).message})`);
    }
  }

  private keep(id: number, kept: Kept): void {
    // Somebody else may have opened it meanwhile.
    this.openBytes += kept.bytes - (this.open.get(id)?.bytes ?? 0);
    this.open.set(id, kept);
    for (const [oldest, { bytes }] of this.open) {
      if (this.openBytes <= this.maxOpenBytes || oldest === id) return;
      this.open.delete(oldest);
      this.openBytes -= bytes;
    }
  }
}

const closed = (reason: string): OpenedModel => ({ kind: 'closed', reason });
