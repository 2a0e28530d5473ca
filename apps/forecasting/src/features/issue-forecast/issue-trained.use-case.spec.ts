import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { SERVING_HISTORY_HOURS } from '@ecobe/forecast';
import type { ModelTrainer } from '@ecobe/forecast';
import {
  DE,
  FakeClock,
  FakeForecastStore,
  FakeHistory,
  FakeSnapshot,
  NOON_MS,
  currentOf,
} from '../../forecasting.fixture';
import type { Candidate } from '../../ports/trained-model';
import { FakeModelRegistry } from '../../ports/fake-model-registry.fixture';
import { FakeGridHours, candidateOf } from '../../training.fixture';
import { encodeFit } from '../train-model/fit-bytes';
import { hourShapeTrainer, weeklyHistory } from '../train-model/hour-shape.trainer.fixture';
import { DirectForecastMaker } from './direct-forecast.maker';
import { IssueForecastUseCase } from './issue-forecast.use-case';
import { ServingModels } from './serving-models';
import { InputsAwayError, TrainedInputsReader } from './trained-inputs';

/** A trainer whose models throw, or say what they are told to say. */
const saying = (name: string, say: () => Float64Array, spokenBy?: string): ModelTrainer => ({
  ...hourShapeTrainer,
  name,
  open: () => ({
    name,
    needs: { inputs: [], minKnownHours: 1 },
    predict: ({ horizonHours }) => ({
      kind: 'predicted',
      values: say().subarray(0, horizonHours),
      quantiles: [],
      ...(spokenBy !== undefined && { spokenBy }),
    }),
  }),
});
const TRAINERS = [
  hourShapeTrainer,
  saying('nan@1', () => new Float64Array(98).fill(NaN)),
  saying('whole@1', () => new Float64Array(98).fill(200), 'history-alone@1'),
  saying('short@1', () => new Float64Array(3)),
  saying('broken@1', () => {
    throw new Error('no such column');
  }),
];

describe('IssueForecastUseCase with trained models', () => {
  let clock: FakeClock;
  let history: FakeHistory;
  let registry: FakeModelRegistry;
  let gridHours: FakeGridHours;
  let useCase: IssueForecastUseCase;
  let maker: DirectForecastMaker;
  let threadFault: Error | null = null;
  let fit: Uint8Array;

  beforeAll(async () => {
    const trained = await hourShapeTrainer.train({ history: weeklyHistory(NOON_MS, 60), untilMs: NOON_MS });
    if (trained.kind === 'refused') throw new Error(trained.reason);
    fit = encodeFit(trained);
  });

  beforeEach(async () => {
    clock = new FakeClock();
    history = new FakeHistory();
    registry = new FakeModelRegistry();
    gridHours = new FakeGridHours();
    const snapshot = new FakeSnapshot();
    await snapshot.putCurrent([currentOf(DE, NOON_MS - HOUR_MS)]);
    const inputs = new TrainedInputsReader(gridHours);
    maker = new DirectForecastMaker(new ServingModels(registry, TRAINERS, 1));
    const store = new FakeForecastStore();
    useCase = new IssueForecastUseCase(history, store, snapshot, clock, registry, inputs, {
      make: (order) => (threadFault === null ? maker.make(order) : Promise.reject(threadFault)),
    });
    threadFault = null;
  });

  const promote = async (changes: Partial<Candidate> = {}) => {
    const judgedAgainstId = (await registry.serving(DE))?.id ?? null;
    return registry.register(candidateOf({ fit, judgedAgainstId, ...changes }));
  };
  const issued = async () => {
    clock.atMs += 1_000;
    const outcome = await useCase.issue(DE);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    return { kind: outcome.kind, ...outcome.forecast };
  };

  it('asks the model that serves, with generation and the weather ahead, and tells its held-out skill', async () => {
    const { id } = await promote();
    expect(await issued()).toMatchObject({
      model: 'hour-shape@1',
      modelId: id,
      skipped: [],
      skill: { mapePercent: 4.5, seasonalNaiveMapePercent: 9.25, hourCount: 672, originCount: 29 },
    });
    const startMs = NOON_MS - SERVING_HISTORY_HOURS * HOUR_MS;
    expect(gridHours.spans).toEqual([{ startMs, endMs: NOON_MS + 98 * HOUR_MS }]);
  });

  it('reads neither generation nor weather for a series without a model', async () => {
    expect(await issued()).toMatchObject({ model: 'profile-7d@1', modelId: null, skipped: [] });
    expect(gridHours.spans).toEqual([]);
  });

  it('opens a fit once, however many forecasts it makes', async () => {
    await promote();
    for (let hour = 0; hour < 3; hour++) {
      await issued();
      clock.atMs += HOUR_MS;
      history.untilMs += HOUR_MS;
    }
    expect(registry.fitReads).toBe(1);
  });

  it('uses a promotion and a rollback at the next issue, within the same hour', async () => {
    expect((await issued()).model).toBe('profile-7d@1');
    const first = await promote();
    expect(await issued()).toMatchObject({ kind: 'issued', model: 'hour-shape@1', modelId: first.id });
    expect((await issued()).kind).toBe('kept');
    const second = await promote();
    expect(await issued()).toMatchObject({ kind: 'issued', modelId: second.id });
    await registry.rollBack(DE, null, { atMs: clock.atMs, kind: 'real' });
    expect(await issued()).toMatchObject({ kind: 'issued', modelId: first.id });
    await registry.rollBack(DE, null, { atMs: clock.atMs, kind: 'real' });
    expect(await issued()).toMatchObject({ kind: 'issued', model: 'profile-7d@1', modelId: null });
  });

  it('issues although generation and weather cannot be read, and says so', async () => {
    await promote();
    gridHours.fault = new Error('ingestion is away');
    expect(await issued()).toMatchObject({
      model: 'hour-shape@1',
      skipped: [
        {
          model: 'hour-shape@1 with all inputs',
          reason: 'generation and weather could not be read (ingestion is away)',
        },
      ],
    });
  });

  it('names the whole model, too, where it spoke without all of its inputs', async () => {
    await promote({ trainer: 'whole@1' });
    expect(await issued()).toMatchObject({
      model: 'history-alone@1',
      skipped: [{ model: 'whole@1', reason: 'some of what it learnt from is not known at the issue' }],
    });
  });

  it.each<[Partial<Candidate>, RegExp]>([
    [{ kind: 'simulated' }, /^it was trained on simulated history, the series is real now$/],
    [{ spanUntilMs: NOON_MS + HOUR_MS }, /^it was trained on hours after this issue$/],
    [{ trainer: 'gone@1' }, /^this version has no trainer gone@1$/],
    [{ fit: new Uint8Array([1, 2, 3]) }, /^its fit cannot be opened/],
    [{ trainer: 'nan@1' }, /^it said hours that are no intensity$/],
    [{ trainer: 'short@1' }, /^it said hours that are no intensity$/],
    [{ trainer: 'broken@1' }, /^it failed \(no such column\)$/],
  ])('steps down to the profile for %j', async (changes, reason) => {
    const { id } = await promote(changes);
    const forecast = await issued();
    expect(forecast).toMatchObject({ model: 'profile-7d@1', modelId: id });
    expect(forecast.skipped).toEqual([
      { model: changes.trainer ?? 'hour-shape@1', reason: expect.stringMatching(reason) as string },
    ]);
    // It is not tried again until something is new.
    expect((await issued()).kind).toBe('kept');
  });

  it('tells no skill of a model that spoke without some of its inputs', async () => {
    await promote({ trainer: 'whole@1' });
    expect((await issued()).skill).toMatchObject({
      ...{ mapePercent: null, seasonalNaiveMapePercent: null, hourCount: 0, fromMs: null, untilMs: null },
      reason: 'without all of its inputs whole@1 spoke as history-alone@1, whose skill was not measured',
    });
  });

  it('tells on which hours a skill was measured, held-out or recent', async () => {
    expect((await issued()).skill).toMatchObject({ fromMs: NOON_MS - 21 * DAY_MS, untilMs: NOON_MS });
    const { metrics } = await promote();
    expect((await issued()).skill).toMatchObject({ fromMs: metrics.fromMs, untilMs: metrics.untilMs });
  });

  it('issues anew within the hour when inputs come that were lacking, and only then', async () => {
    await promote();
    gridHours.fault = new Error('ingestion is away');
    expect((await issued()).kind).toBe('issued');
    expect((await issued()).kind).toBe('kept');
    gridHours.fault = null;
    expect(await issued()).toMatchObject({ kind: 'issued', model: 'hour-shape@1', skipped: [] });
    expect((await issued()).kind).toBe('kept');
  });

  it('lets the profile speak where the thread of the model died, and says so', async () => {
    await promote();
    threadFault = new Error('the thread of forecasts ended (exit code 7)');
    expect(await issued()).toMatchObject({
      model: 'profile-7d@1',
      skipped: [
        {
          model: 'hour-shape@1',
          reason: 'it could not be asked (the thread of forecasts ended (exit code 7))',
        },
      ],
    });
    threadFault = null;
    expect(await issued()).toMatchObject({ kind: 'issued', model: 'hour-shape@1' });
  });

  it('is an error, to be tried again, where it may not degrade', async () => {
    await promote();
    gridHours.fault = new Error('ingestion is away');
    await expect(useCase.issue(DE, { mayDegrade: false })).rejects.toThrow(InputsAwayError);
    const [strict, lenient] = [useCase.issue(DE, { mayDegrade: false }), useCase.issue(DE)];
    await expect(strict).rejects.toThrow(/ingestion is away/);
    expect(await lenient).toMatchObject({ kind: 'issued', forecast: { model: 'hour-shape@1' } });
    gridHours.fault = null;
    threadFault = new Error('exit code 7');
    await expect(useCase.issue(DE, { mayDegrade: false })).rejects.toThrow(/exit code 7/);
  });
});
