import { DE, NOON_MS } from '../forecasting.fixture';
import { candidateOf } from '../training.fixture';
import type { ModelRegistry } from './model-registry';

const FR = { ...DE, zone: 'FR' };

/** What every model registry does; run against the fake and against PostgreSQL. */
export function modelRegistryConformance(makeRegistry: () => Promise<ModelRegistry>): void {
  let registry: ModelRegistry;
  beforeEach(async () => {
    registry = await makeRegistry();
  });
  /** Promotes `count` models one after the other. @returns their ids */
  const promote = async (count: number) => {
    const ids: number[] = [];
    for (let n = 0; n < count; n++) {
      const model = await registry.register(
        candidateOf({ judgedAgainstId: ids.at(-1) ?? null, fit: new Uint8Array([n]) }),
      );
      ids.push(model.id);
    }
    return ids;
  };
  const statuses = async () => (await registry.list(DE)).map(({ id, status }) => [id, status]);

  it('keeps all that is known of a model, and its bytes', async () => {
    const { fit, days, verdictReason, judgedAgainstId: _, currentFault: _fault, ...told } = candidateOf();
    const model = await registry.register(candidateOf());
    expect(model).toEqual({
      ...told,
      id: model.id,
      status: 'serving',
      statusReason: verdictReason,
      replacedById: null,
      promotedAtMs: NOON_MS,
      hasFit: true,
    });
    expect(await registry.serving(DE)).toEqual(model);
    expect(await registry.servingOfEach()).toEqual([model]);
    expect(Uint8Array.from((await registry.fitOf(model.id)) ?? [])).toEqual(fit);
    expect(await registry.daysOf(model.id)).toEqual(days);
    expect(await registry.serving(FR)).toBeNull();
    expect(await registry.list(FR)).toEqual([]);
    expect(await registry.fitOf(model.id + 1)).toBeNull();
  });

  it('keeps a model that lost as evidence, without its bytes', async () => {
    const lost = await registry.register(
      candidateOf({ fit: null, verdictReason: 'does not beat the profile' }),
    );
    expect(lost).toMatchObject({
      status: 'rejected',
      statusReason: 'does not beat the profile',
      hasFit: false,
    });
    expect(lost.promotedAtMs).toBeNull();
    expect(await registry.serving(DE)).toBeNull();
  });

  it('replaces the model that a better one was judged against, and says by whom', async () => {
    const [first, second] = await promote(2);
    expect(await registry.list(DE)).toMatchObject([
      { id: second, status: 'serving' },
      { id: first, status: 'replaced', replacedById: second },
    ]);
  });

  it('rejects a candidate that was judged against a model that no longer serves', async () => {
    const [, second] = await promote(2);
    const late = await registry.register(candidateOf({ judgedAgainstId: null }));
    expect(late.status).toBe('rejected');
    expect(late.statusReason).toContain(`meanwhile model ${second} (hour-shape@1) serves`);
    expect((await registry.serving(DE))?.id).toBe(second);
  });

  it('rolls back to the model before, further, and at last to the profile', async () => {
    const [first, second, third] = await promote(3);
    const back = await registry.rollBack(DE, null, { atMs: NOON_MS + 1, kind: 'real' });
    expect(back).toMatchObject({ kind: 'rolled-back', from: { id: third }, to: { id: second } });
    expect(await registry.list(DE)).toMatchObject([
      { id: third, status: 'rolled-back', replacedById: second },
      { id: second, status: 'serving', promotedAtMs: NOON_MS + 1, replacedById: null },
      { id: first, status: 'replaced', replacedById: second },
    ]);
    await registry.rollBack(DE, null, { atMs: NOON_MS, kind: 'real' });
    expect((await registry.serving(DE))?.id).toBe(first);
    expect(await registry.rollBack(DE, null, { atMs: NOON_MS, kind: 'real' })).toMatchObject({
      from: { id: first },
      to: null,
    });
    expect(await registry.serving(DE)).toBeNull();
    expect(await registry.rollBack(DE, null, { atMs: NOON_MS, kind: 'real' })).toMatchObject({
      kind: 'refused',
    });
    expect(await registry.rollBack(DE, third ?? 0, { atMs: NOON_MS, kind: 'real' })).toMatchObject({
      from: null,
      to: { id: third },
    });
    expect((await registry.serving(DE))?.id).toBe(third);
  });

  it('refuses to roll back to what is not there, and changes nothing', async () => {
    const [first, second] = await promote(2);
    const reasonOf = async (key: typeof DE, toId: number) => {
      const outcome = await registry.rollBack(key, toId, { atMs: NOON_MS, kind: 'real' });
      return outcome.kind === 'refused' ? outcome.reason : outcome.kind;
    };
    expect(await reasonOf(DE, 4_711)).toBe('DE|average|lifecycle has no model 4711');
    expect(await reasonOf(FR, first ?? 0)).toBe(`FR|average|lifecycle has no model ${first}`);
    expect(await reasonOf(DE, second ?? 0)).toBe(`model ${second} (hour-shape@1) serves already`);
    const lost = await registry.register(candidateOf({ fit: null, judgedAgainstId: second ?? 0 }));
    expect(await reasonOf(DE, lost.id)).toBe(`the fit of model ${lost.id} (hour-shape@1) is not kept`);
    expect(await statuses()).toEqual([
      [lost.id, 'rejected'],
      [second, 'serving'],
      [first, 'replaced'],
    ]);
  });

  it('lets the profile serve where a candidate that lost shows that the model that serves is worse', async () => {
    const [first, second] = await promote(2);
    const currentFault = 'does worse than the profile: 30.00 % against 10.00 % on 110 forecast days';
    const late = await registry.register(
      candidateOf({ fit: null, currentFault, judgedAgainstId: first ?? 0 }),
    );
    expect((await registry.serving(DE))?.id).toBe(second);
    const lost = await registry.register(
      candidateOf({ fit: null, currentFault, judgedAgainstId: second ?? 0 }),
    );
    expect(await registry.serving(DE)).toBeNull();
    expect(await registry.list(DE)).toMatchObject([
      { id: lost.id, status: 'rejected' },
      { id: late.id, status: 'rejected' },
      { id: second, status: 'replaced', statusReason: currentFault, replacedById: null },
      { id: first, status: 'replaced', replacedById: second },
    ]);
  });

  it('never rolls back to a model of another kind than the series is now', async () => {
    const { id } = await registry.register(candidateOf({ kind: 'simulated' }));
    const real = await registry.register(candidateOf({ judgedAgainstId: id }));
    const now = { atMs: NOON_MS, kind: 'real' as const };
    expect(await registry.rollBack(DE, id, now)).toEqual({
      kind: 'refused',
      reason: `model ${id} (hour-shape@1) was trained on simulated history, the series is real now`,
    });
    expect(await registry.rollBack(DE, null, now)).toMatchObject({ from: { id: real.id }, to: null });
    expect(await registry.serving(DE)).toBeNull();
  });

  it('keeps the fits of the newest five that served', async () => {
    const ids = await promote(7);
    const kept = (await registry.list(DE)).filter(({ hasFit }) => hasFit).map(({ id }) => id);
    expect(kept).toEqual(ids.slice(2).reverse());
    expect(await registry.fitOf(ids[1] ?? 0)).toBeNull();
  });
}
