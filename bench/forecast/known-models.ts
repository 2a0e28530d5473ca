import { FORECAST_MODELS, TRAINERS } from '@ecobe/forecast';
import type { ForecastModel, ModelTrainer } from '@ecobe/forecast';

/** A way to forecast that can be benchmarked: it learns first, or it needs no learning. */
export type KnownModel =
  | { readonly kind: 'trainer'; readonly name: string; readonly trainer: ModelTrainer }
  | { readonly kind: 'rule'; readonly name: string; readonly model: ForecastModel };

/** All that the registries hold, best first. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  ...TRAINERS.map((trainer): KnownModel => ({ kind: 'trainer', name: trainer.name, trainer })),
  ...FORECAST_MODELS.map((model): KnownModel => ({ kind: 'rule', name: model.name, model })),
];

/** By full name or by the name without its version. @throws Error that lists the names. */
export function knownModel(name: string): KnownModel {
  const found = KNOWN_MODELS.find((known) => known.name === name || known.name.split('@')[0] === name);
  if (found !== undefined) return found;
  throw new Error(`no model is named "${name}"; there are ${KNOWN_MODELS.map((k) => k.name).join(', ')}`);
}
