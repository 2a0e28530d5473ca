import type { PointTrainer, PointFit } from '../point-model';
import { correctedModel, learnCorrection } from './boosted-correction';
import type { BoostedCorrection } from './boosted-correction';

/** What was learnt: the base, and how it is corrected. */
interface BoostingParameters {
  readonly base: PointFit;
  readonly correction: BoostedCorrection;
}

/**
 * Any point model, corrected by trees that learnt what it gets wrong. Formula, sources and worked example:
 * docs/formulas/gradient-boosting.md
 */
export function boostingOn(baseTrainer: PointTrainer): PointTrainer {
  const name = `${baseTrainer.name}+boosting@1`;
  return {
    name,
    train: async (request) => {
      const base = await baseTrainer.train(request);
      if (base.kind === 'refused') return base;
      const correction = learnCorrection(request, baseTrainer.open(base));
      if ('kind' in correction) return correction;
      const parameters: BoostingParameters = { base, correction };
      return { kind: 'trained', trainer: name, features: base.features, parameters };
    },
    open: (fit) => {
      if (fit.trainer !== name) throw new RangeError(`${name} cannot open a fit of ${fit.trainer}`);
      const { base, correction } = fit.parameters as BoostingParameters;
      return correctedModel(name, baseTrainer.open(base), correction);
    },
  };
}
