import { DAY_MS, HOUR_MS, seriesId } from '@ecobe/carbon';
import { DE, FakeClock, FakeHistory, FakeSnapshot, NOON_MS, currentOf } from '../../forecasting.fixture';
import { FakeModelRegistry } from '../../ports/fake-model-registry.fixture';
import { FakeTrainingLog, candidateOf } from '../../training.fixture';
import { QueueTrainingsUseCase } from './queue-trainings.use-case';
import type { TrainingMode } from './train-model.use-case';
import type { TrainJob } from './train-queue';

const FR = { ...DE, zone: 'FR' };
const trained = (knownHours: number) => ({
  ...DE,
  reason: 'first' as const,
  state: 'promoted' as const,
  ...{ startedAtMs: NOON_MS - HOUR_MS, endedAtMs: NOON_MS, shareDone: 1, knownHours, detail: null },
});

describe('QueueTrainingsUseCase', () => {
  let history: FakeHistory;
  let snapshot: FakeSnapshot;
  let registry: FakeModelRegistry;
  let log: FakeTrainingLog;
  let queued: TrainJob[];
  const clock = new FakeClock();

  beforeEach(async () => {
    [history, snapshot, registry] = [new FakeHistory(), new FakeSnapshot(), new FakeModelRegistry()];
    [log, queued] = [new FakeTrainingLog(), []];
    await snapshot.putCurrent([
      currentOf(DE, NOON_MS - HOUR_MS),
      { ...currentOf(FR, NOON_MS - HOUR_MS), quality: 'simulated' },
    ]);
  });

  const useCase = (mode: TrainingMode = 'auto', trainers = ['hour-shape@1']) => {
    const queue = (job: TrainJob) => Promise.resolve(void queued.push(job));
    return new QueueTrainingsUseCase({ snapshot, history, registry, log, clock, queue }, { mode, trainers });
  };

  it.each<[TrainingMode, string[]]>([
    ['auto', ['DE']],
    ['all', ['DE', 'FR']],
    ['off', []],
  ])('queues in mode %s the series of %j', async (mode, zones) => {
    await useCase(mode).queueDue();
    expect(queued).toEqual(zones.map((zone) => ({ seriesId: seriesId({ ...DE, zone }), reason: 'first' })));
    await useCase(mode).queueImported('FR');
  });

  it('leaves a series that was just trained', async () => {
    await log.save(trained(10_000));
    expect(await useCase().queueDue()).toEqual([]);
  });

  it.each<[string, Parameters<typeof candidateOf>[0], string[]]>([
    ['whose trainer is gone', {}, ['other@2']],
    ['that is of a later time', { spanUntilMs: NOON_MS + 30 * DAY_MS }, ['hour-shape@1']],
  ])('trains anew in place of a model %s', async (_, changes, trainers) => {
    await registry.register(candidateOf(changes));
    await log.save({ ...trained(10_000), startedAtMs: NOON_MS - DAY_MS });
    expect(await useCase('auto', trainers).queueDue()).toEqual([
      { seriesId: seriesId(DE), reason: 'scheduled' },
    ]);
  });

  it('trains at once a series that turned real after it was trained on simulated history', async () => {
    await registry.register(candidateOf({ kind: 'simulated' }));
    await log.save(trained(10_000));
    expect(await useCase().queueDue()).toEqual([{ seriesId: seriesId(DE), reason: 'scheduled' }]);
  });

  it('queues both bases of a zone into which much was imported', async () => {
    await log.save(trained(100));
    await useCase().queueImported('DE');
    expect(queued).toEqual([
      { seriesId: 'DE|average|lifecycle', reason: 'scheduled' },
      { seriesId: 'DE|average|direct', reason: 'first' },
    ]);
  });

  it('does not train for a small import, for what stays simulated, or when it is off', async () => {
    history.sinceMs = NOON_MS - 40 * DAY_MS;
    await log.save(trained(40 * 24 - 719));
    await useCase().queueImported('DE');
    expect(queued).toEqual([{ seriesId: 'DE|average|direct', reason: 'first' }]);
    history.quality = 'simulated';
    expect(await useCase().queueImported('FR')).toEqual([]);
    history.quality = 'measured';
    expect(await useCase('off').queueImported('FR')).toEqual([]);
  });
});
