import { FORECAST_MODELS, POINT_TRAINERS, TRAINERS, withoutBand } from '@ecobe/forecast';
import type { ForecastModel, ModelRefusal, TrainingRequest } from '@ecobe/forecast';

/** What was learnt, as plain data, and the model that it is. */
interface Learnt {
  readonly fit: unknown;
  readonly model: ForecastModel;
}

/** A way to forecast that can be benchmarked: it learns first, or it needs no learning. */
export type KnownModel =
  | {
      readonly kind: 'trainer';
      readonly name: string;
      readonly learn: (request: TrainingRequest) => Promise<Learnt | ModelRefusal>;
    }
  | { readonly kind: 'rule'; readonly name: string; readonly model: ForecastModel };

interface Trainer<Fit extends { kind: 'trained' }, Model> {
  readonly name: string;
  train(request: TrainingRequest): Promise<Fit | ModelRefusal>;
  open(fit: Fit): Model;
}

/** The model is opened from a copy of the fit, as another thread would get it. */
const learning = <Fit extends { kind: 'trained' }, Model>(
  trainer: Trainer<Fit, Model>,
  asForecast: (model: Model) => ForecastModel,
): KnownModel => ({
  kind: 'trainer',
  name: trainer.name,
  learn: async (request) => {
    const fit = await trainer.train(request);
    return fit.kind === 'refused' ? fit : { fit, model: asForecast(trainer.open(structuredClone(fit))) };
  },
});

/** All that the registries hold, best first. Point models of a name that a trainer with band has too are left out. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  ...TRAINERS.map((trainer) => learning(trainer, (model) => model)),
  ...POINT_TRAINERS.filter(({ name }) => !TRAINERS.some((trainer) => trainer.name === name)).map((trainer) =>
    learning(trainer, withoutBand),
  ),
  ...FORECAST_MODELS.map((model): KnownModel => ({ kind: 'rule', name: model.name, model })),
];

/** By full name or by the name without its version. @throws Error that lists the names. */
export function knownModel(name: string): KnownModel {
  const found = KNOWN_MODELS.find((known) => known.name === name || known.name.split('@')[0] === name);
  if (found !== undefined) return found;
  throw new Error(`no model is named "${name}"; there are ${KNOWN_MODELS.map((k) => k.name).join(', ')}`);
}
