import { HOUR_MS } from '@ecobe/carbon';
import { DE, NOON_MS } from '../../forecasting.fixture';
import { FakeModelRegistry } from '../../ports/fake-model-registry.fixture';
import type { TrainedModel } from '../../ports/trained-model';
import { candidateOf } from '../../training.fixture';
import { encodeFit } from '../train-model/fit-bytes';
import { hourShapeTrainer, weeklyHistory } from '../train-model/hour-shape.trainer.fixture';
import { ServingModels } from './serving-models';

describe('ServingModels', () => {
  let registry: FakeModelRegistry;
  let fit: Uint8Array;

  beforeAll(async () => {
    const trained = await hourShapeTrainer.train({ history: weeklyHistory(NOON_MS, 60), untilMs: NOON_MS });
    if (trained.kind === 'refused') throw new Error(trained.reason);
    fit = encodeFit(trained);
  });

  beforeEach(() => {
    registry = new FakeModelRegistry();
  });

  const promote = async (zone: string): Promise<TrainedModel> => {
    const judgedAgainstId = (await registry.serving({ ...DE, zone }))?.id ?? null;
    return registry.register(candidateOf({ zone, fit, judgedAgainstId }));
  };
  /** Fits that are read while all series are asked for in turn. */
  const readsOfRound = async (models: ServingModels, served: TrainedModel[], nowMs: number) => {
    const before = registry.fitReads;
    for (const model of served) expect((await models.opened(model, nowMs)).kind).toBe('open');
    return registry.fitReads - before;
  };

  it('reads each fit once while there is room', async () => {
    const models = new ServingModels(registry, [hourShapeTrainer], 3);
    const served = [await promote('DE'), await promote('FR'), await promote('ES')];
    expect(await readsOfRound(models, served, NOON_MS)).toBe(3);
    expect(await readsOfRound(models, served, NOON_MS + HOUR_MS)).toBe(0);
  });

  it('keeps those it has when there are too many, round after round', async () => {
    const models = new ServingModels(registry, [hourShapeTrainer], 2);
    const served = [await promote('DE'), await promote('FR'), await promote('ES')];
    for (let hour = 0; hour < 10; hour++) {
      expect(await readsOfRound(models, served, NOON_MS + hour * HOUR_MS)).toBe(hour === 0 ? 3 : 1);
    }
  });

  it('gives the place of a model to the one that replaces it, and of a series that has gone to another', async () => {
    const models = new ServingModels(registry, [hourShapeTrainer], 2);
    const [german, french] = [await promote('DE'), await promote('FR')];
    await readsOfRound(models, [german, french], NOON_MS);
    const newer = await promote('DE');
    expect(await readsOfRound(models, [newer, french], NOON_MS)).toBe(1);
    expect(await readsOfRound(models, [newer, french], NOON_MS + HOUR_MS)).toBe(0);
    const spanish = await promote('ES');
    await readsOfRound(models, [newer, spanish], NOON_MS + 2 * HOUR_MS);
    expect(await readsOfRound(models, [newer, spanish], NOON_MS + 4 * HOUR_MS)).toBe(1);
    expect(await readsOfRound(models, [newer, spanish], NOON_MS + 5 * HOUR_MS)).toBe(0);
  });
});
