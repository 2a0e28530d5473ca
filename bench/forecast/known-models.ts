import { FORECAST_MODELS, POINT_TRAINERS, SLOW_POINT_TRAINERS, TRAINERS, withoutBand } from '@ecobe/forecast';
import type { ForecastModel, ModelRefusal, TrainingRequest } from '@ecobe/forecast';

/** A way to forecast that can be benchmarked: it learns first, or it needs no learning. */
export type KnownModel =
  | {
      readonly kind: 'trainer';
      readonly name: string;
      /** What was learnt, as plain data. */
      readonly learn: (request: TrainingRequest) => Promise<{ readonly kind: 'trained' } | ModelRefusal>;
      /** @throws RangeError for a fit of another trainer. */
      readonly open: (fit: unknown) => ForecastModel;
    }
  | { readonly kind: 'rule'; readonly name: string; readonly model: ForecastModel };

interface Trainer<Fit extends { kind: 'trained' }, Model> {
  readonly name: string;
  train(request: TrainingRequest): Promise<Fit | ModelRefusal>;
  open(fit: Fit): Model;
}

const learning = <Fit extends { kind: 'trained' }, Model>(
  trainer: Trainer<Fit, Model>,
  asForecast: (model: Model) => ForecastModel,
): KnownModel => ({
  kind: 'trainer',
  name: trainer.name,
  learn: (request) => trainer.train(request),
  open: (fit) => asForecast(trainer.open(fit as Fit)),
});

/** All that the registries hold, best first. Point models of a name that a trainer with band has too are left out. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  ...TRAINERS.map((trainer) => learning(trainer, (model) => model)),
  ...POINT_TRAINERS.filter(({ name }) => !TRAINERS.some((trainer) => trainer.name === name)).map((trainer) =>
    learning(trainer, withoutBand),
  ),
  ...SLOW_POINT_TRAINERS.map((trainer) => learning(trainer, withoutBand)),
  ...FORECAST_MODELS.map((model): KnownModel => ({ kind: 'rule', name: model.name, model })),
];

/** By full name or by the name without its version. @throws Error that lists the names. */
export function knownModel(name: string): KnownModel {
  const found = KNOWN_MODELS.find((known) => known.name === name || known.name.split('@')[0] === name);
  if (found !== undefined) return found;
  throw new Error(`no model is named "${name}"; there are ${KNOWN_MODELS.map((k) => k.name).join(', ')}`);
}
