import { DAY_MS, HOUR_MS, seriesId } from '@ecobe/carbon';
import type { ModelTrainer } from '@ecobe/forecast';
import { DE, FakeClock, FakeHistory, NOON_MS } from '../../forecasting.fixture';
import { FakeModelRegistry } from '../../ports/fake-model-registry.fixture';
import { DirectRunner, FakeGridHours, FakeTrainingLog } from '../../training.fixture';
import { hourShapeTrainer, weeklyIntensity } from './hour-shape.trainer.fixture';
import type { TrainingMode } from './train-model.use-case';
import { TrainModelUseCase } from './train-model.use-case';
import type { TrainReason } from './train-queue';

/** Its models say the same at every hour. */
const unlearned: ModelTrainer = {
  ...hourShapeTrainer,
  open: (fit) => ({
    ...hourShapeTrainer.open(fit),
    predict: ({ horizonHours }) => ({
      kind: 'predicted',
      values: new Float64Array(horizonHours).fill(1_000),
      quantiles: [],
    }),
  }),
};

describe('TrainModelUseCase', () => {
  let clock: FakeClock;
  let history: FakeHistory;
  let gridHours: FakeGridHours;
  let registry: FakeModelRegistry;
  let log: FakeTrainingLog;
  let runner: DirectRunner;

  beforeEach(() => {
    clock = new FakeClock(NOON_MS + 5 * 60_000);
    history = new FakeHistory();
    history.valueAt = weeklyIntensity;
    history.sinceMs = NOON_MS - 100 * DAY_MS;
    gridHours = new FakeGridHours();
    registry = new FakeModelRegistry();
    log = new FakeTrainingLog();
    runner = new DirectRunner([hourShapeTrainer]);
  });

  const train = (reason: TrainReason = 'first', mode: TrainingMode = 'auto') =>
    new TrainModelUseCase({ history, gridHours, runner, registry, log, clock }, mode).train({
      seriesId: seriesId(DE),
      reason,
    });

  it('learns from all that is known before the running hour, and lets the model serve', async () => {
    const training = await train();
    expect(training).toMatchObject({
      ...DE,
      state: 'promoted',
      reason: 'first',
      knownHours: 2_400,
      shareDone: 1,
      startedAtMs: clock.atMs,
      endedAtMs: clock.atMs,
    });
    expect(training.detail).toMatch(/^model 1 \(hour-shape@1\) beats the profile/);
    const [task] = runner.tasks;
    expect(task?.untilMs).toBe(NOON_MS);
    const { history: learnt, sources, weather } = task?.grid ?? { history: null };
    expect(learnt?.values).toHaveLength(4 * 31 * 24);
    expect(learnt?.values.at(-1)).toBe(weeklyIntensity(NOON_MS - HOUR_MS));
    const lastHour = ((NOON_MS - HOUR_MS) / HOUR_MS) % 100;
    expect([sources?.[0]?.valuesMw.at(-1), weather?.byAgeDays[0]?.windSpeedMs.at(-1)]).toEqual([
      lastHour,
      lastHour,
    ]);
    expect(await registry.serving(DE)).toMatchObject({
      kind: 'real',
      trainedAtMs: clock.atMs,
      reason: 'first',
    });
  });

  it('reads in pages that no event loop notices, and stops where the history ends', async () => {
    await train();
    expect(Math.max(...gridHours.spans.map(({ startMs, endMs }) => endMs - startMs))).toBe(31 * DAY_MS);
    expect(history.reads).toBe(4 + 3);
    expect(gridHours.spans).toHaveLength(4);
  });

  it('keeps its progress for whoever waits for it', async () => {
    await train();
    const shares = log.saved.map(({ shareDone }) => shareDone);
    expect(shares[0]).toBe(0);
    expect(shares.length).toBeGreaterThan(5);
    expect(shares.length).toBeLessThan(25);
  });

  it('writes nothing of its progress after its end, however slow the store is', async () => {
    const save = log.save.bind(log);
    let delayMs = 40;
    log.save = async (training) => {
      // Each write is quicker than the one before: side by side, they would arrive in the wrong order.
      if (training.state === 'running') await new Promise((resolve) => setTimeout(resolve, (delayMs *= 0.8)));
      await save(training);
    };
    await train();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await log.newest(DE))?.state).toBe('promoted');
    const shares = log.saved.map(({ shareDone }) => shareDone);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });

  it('judges a candidate against the model that serves, on days that neither had seen', async () => {
    await train();
    clock.atMs += 7 * DAY_MS;
    history.untilMs += 7 * DAY_MS;
    const second = await train('scheduled');
    expect(runner.tasks[1]?.current?.spanUntilMs).toBe(NOON_MS);
    expect(['promoted', 'rejected']).toContain(second.state);
    expect(second.detail).toMatch(/(the model that serve[sd]): .* forecast days/);
    expect((await registry.servingOfEach()).length).toBe(1);
  });

  it('ignores a model that was trained on hours after this one', async () => {
    await train();
    clock.atMs -= 10 * DAY_MS;
    expect((await train()).state).toBe('promoted');
    expect(runner.tasks[1]?.current).toBeNull();
  });

  it('leaves simulated series alone, unless asked or told to train all', async () => {
    history.quality = 'simulated';
    expect(await train('first')).toMatchObject({
      state: 'refused',
      detail: 'its history is simulated; such series are trained only when asked',
    });
    expect(runner.tasks).toHaveLength(0);
    expect(gridHours.spans).toHaveLength(4); // read before it is known what it is
    expect((await train('asked')).state).toBe('promoted');
    expect((await train('scheduled', 'all')).state).not.toBe('refused');
    expect((await registry.serving(DE))?.kind).toBe('simulated');
  });

  it('trains only what is asked while training is off', async () => {
    expect(await train('drift', 'off')).toMatchObject({ state: 'refused', knownHours: null });
    expect(history.reads).toBe(0);
    expect((await train('asked', 'off')).state).toBe('promoted');
  });

  it('never judges real against simulated, and lets real replace it', async () => {
    history.quality = 'simulated';
    await train('asked');
    history.quality = 'measured';
    expect((await train()).state).toBe('promoted');
    expect(runner.tasks[1]?.current).toBeNull();
    expect((await registry.serving(DE))?.kind).toBe('real');
  });

  it('takes out a model of the other kind, also where nothing better was learnt', async () => {
    history.quality = 'simulated';
    await train('asked');
    history.quality = 'measured';
    runner = new DirectRunner([unlearned]);
    expect((await train()).state).toBe('rejected');
    expect(await registry.serving(DE)).toBeNull();
    expect((await registry.list(DE)).at(-1)).toMatchObject({
      status: 'replaced',
      statusReason: 'was trained on simulated history, the series is real now',
    });
  });

  it('says of a short history why it cannot be learnt from', async () => {
    history.sinceMs = NOON_MS - 10 * DAY_MS;
    expect(await train()).toMatchObject({
      state: 'refused',
      knownHours: 240,
      detail: expect.stringContaining('hours, at least 504 are needed') as string,
    });
    history.untilMs = 0;
    expect(await train()).toMatchObject({ state: 'refused', detail: 'no hour of history is known' });
  });

  it('has not ended while it is tried again', async () => {
    runner.fault = new Error('it went away');
    const useCase = new TrainModelUseCase({ history, gridHours, runner, registry, log, clock }, 'auto');
    await expect(useCase.train({ seriesId: seriesId(DE), reason: 'asked' }, () => true)).rejects.toThrow();
    expect(log.saved.at(-1)).toMatchObject({
      ...{ state: 'running', endedAtMs: null },
      detail: 'it went away; it is tried again soon',
    });
  });

  it.each(['thread', 'history', 'generation'] as const)(
    'fails with a fault of the %s, so that it is tried again',
    async (part) => {
      const fault = new Error('it went away');
      if (part === 'thread') runner.fault = fault;
      if (part === 'history') history.fault = fault;
      if (part === 'generation') gridHours.fault = fault;
      await expect(train()).rejects.toThrow('it went away');
      expect(log.saved.at(-1)).toMatchObject({
        state: 'failed',
        detail: 'it went away',
        endedAtMs: clock.atMs,
      });
    },
  );
});
