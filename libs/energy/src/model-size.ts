import { assumed } from './assumption';
import type { Assumption } from './assumption';
import type { LanguageModel } from './models';
import type { Spread } from './range';
import { shown } from './shown';

/** Says so when the size of a model was read off its name or is a guess. */
export function sizeAssumption(model: LanguageModel): Assumption[] {
  if (!model.fromName && model.activeSpanB === null) return [];
  const size = `${shown(model.totalB)} total, ${shown(model.activeB)} active`;
  return [assumed('modelSize', size, 'billion parameters', model.source)];
}

/** Why the size of a model is uncertain. */
export const sizeCause = ({ fromName }: LanguageModel): string =>
  fromName ? 'model size read off the name' : 'unpublished model size';

/** What an uncertain size does to a figure that is proportional to the active parameters. */
export function proportionalSizeSpread(model: LanguageModel): Spread[] {
  if (model.activeSpanB === null) return [];
  const [low, high] = model.activeSpanB;
  return [{ cause: sizeCause(model), low: low / model.activeB, high: high / model.activeB }];
}
