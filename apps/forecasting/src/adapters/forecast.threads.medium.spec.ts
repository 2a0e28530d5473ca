import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { HOUR_MS } from '@ecobe/carbon';
import { SERVING_HISTORY_HOURS, TRAINERS } from '@ecobe/forecast';
import { encodeFit } from '../features/train-model/fit-bytes';
import { hourShapeTrainer, weeklyHistory } from '../features/train-model/hour-shape.trainer.fixture';
import { DE, FakeHistory, NOON_MS } from '../forecasting.fixture';
import type { ForecastOrder } from '../ports/forecast-maker';
import { FakeModelRegistry } from '../ports/fake-model-registry.fixture';
import { candidateOf } from '../training.fixture';
import { ForecastThreads } from './forecast.threads';
import type { ForecastThreadsOptions } from './forecast.threads';

const fromSource = {
  file: path.join(__dirname, 'forecast.worker.fixture.ts'),
  execArgv: ['--require', path.resolve(__dirname, '../../../../test/support/typescript-hook.cjs')],
};

describe('ForecastThreads', () => {
  jest.setTimeout(60_000);
  const registry = new FakeModelRegistry();
  const pools: ForecastThreads[] = [];
  let fit: Uint8Array;

  beforeAll(async () => {
    const trained = await hourShapeTrainer.train({ history: weeklyHistory(NOON_MS, 60), untilMs: NOON_MS });
    if (trained.kind === 'refused') throw new Error(trained.reason);
    fit = encodeFit(trained);
  });

  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.onApplicationShutdown()));
  });

  const pool = (options: Partial<ForecastThreadsOptions> = {}) => {
    const made = new ForecastThreads(registry, { ...fromSource, ...options });
    pools.push(made);
    return made;
  };

  /** An order of a zone that a model of the trainer serves; of no trainer, an order without a model. */
  const orderOf = async (trainer: string | null, zone = 'DE'): Promise<ForecastOrder> => {
    const key = { ...DE, zone };
    const span = { startMs: NOON_MS - SERVING_HISTORY_HOURS * HOUR_MS, endMs: NOON_MS };
    const series = await new FakeHistory().read(key, span);
    if (trainer === null) return { series, nowMs: NOON_MS, trained: null };
    const known = await registry.serving(key);
    const judgedAgainstId = known?.id ?? null;
    const serving =
      known?.trainer === trainer
        ? known
        : await registry.register(candidateOf({ zone, trainer, fit, judgedAgainstId }));
    const valuesMw = new Float64Array(series.values.length).fill(50);
    const parts = { sources: [{ source: 'wind', emissionFactorGPerKwh: 11, valuesMw }] };
    return { series, nowMs: NOON_MS, trained: { serving, parts, skipped: [] } };
  };
  const madeBy = async (threads: ForecastThreads, order: ForecastOrder) => {
    const made = await threads.make(order);
    if (made.kind === 'refused') throw new Error(made.reason);
    return made.forecast;
  };

  it('makes forecasts of learnt and of simple models; a fit crosses once, the arrays are handed over', async () => {
    const threads = pool();
    const order = await orderOf('hour-shape@1');
    expect(await madeBy(threads, order)).toMatchObject({ model: 'hour-shape@1', skipped: [] });
    expect(order.trained?.parts?.sources?.[0]?.valuesMw).toHaveLength(0);
    const reads = registry.fitReads;
    await madeBy(threads, await orderOf('hour-shape@1'));
    expect(registry.fitReads).toBe(reads);
    expect((await madeBy(threads, await orderOf(null, 'FR'))).model).toBe('profile-7d@1');
  });

  it('leaves the event loop free while the threads compute', async () => {
    const threads = pool();
    const zones = ['DE', 'FR', 'ES', 'IT', 'PL', 'SE'];
    const orders = await Promise.all(zones.map((zone) => orderOf('works-long@1', zone)));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 10);
    delay.enable();
    const startedMs = Date.now();
    await Promise.all(orders.map((order) => threads.make(order)));
    const tookMs = Date.now() - startedMs;
    delay.disable();
    clearInterval(timer);
    const [maxMs, p99Ms] = [delay.max / 1e6, delay.percentile(99) / 1e6];
    process.stderr.write(`event loop delay: max ${maxMs.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms\n`);
    // Six forecasts of 300 ms each: a loop that computes them itself would tick a handful of times.
    expect(tookMs).toBeGreaterThanOrEqual(900);
    expect(ticks).toBeGreaterThan(tookMs / 10 / 4);
  });

  it('tells who waits that a thread died, and starts it anew', async () => {
    const threads = pool({ threads: 1 });
    const waiting = [orderOf('exits@1'), orderOf('hour-shape@1', 'FR')];
    const told = (await Promise.all(waiting)).map((order) => threads.make(order));
    await expect(told[0]).rejects.toThrow(/thread of forecasts ended \(exit code 7\)/);
    await expect(told[1]).rejects.toThrow(/ended/);
    expect((await madeBy(threads, await orderOf('hour-shape@1', 'FR'))).model).toBe('hour-shape@1');
  });

  it('asks a model no more that ended the thread twice, and the others as ever', async () => {
    const threads = pool({ threads: 1 });
    for (let time = 0; time < 2; time++)
      await expect(threads.make(await orderOf('exits@1'))).rejects.toThrow(/exit code 7/);
    const waiting = [orderOf('exits@1'), orderOf('hour-shape@1', 'FR')];
    const [refused, made] = (await Promise.all(waiting)).map((order) => threads.make(order));
    await expect(refused).rejects.toThrow('the thread of forecasts ended 2 times while this model was asked');
    expect(await made).toMatchObject({ kind: 'made', forecast: { model: 'hour-shape@1' } });
  });

  it('ends a thread that hangs, after its time or when the process ends', async () => {
    const short = pool({ threads: 1, timeoutMs: 1_500 });
    await expect(short.make(await orderOf('hangs@1'))).rejects.toThrow(/longer than 1500 ms/);
    const threads = pool();
    const told = expect(threads.make(await orderOf('hangs@1'))).rejects.toThrow(/process is ending/);
    await threads.onApplicationShutdown();
    await told;
    await expect(threads.make(await orderOf(null))).rejects.toThrow(/process is ending/);
  });

  it('passes on that a fit could not be read', async () => {
    const fitOf = () => Promise.reject(new Error('the database is away'));
    const threads = new ForecastThreads({ fitOf }, fromSource);
    pools.push(threads);
    await expect(threads.make(await orderOf('hour-shape@1'))).rejects.toThrow('the database is away');
  });

  it('finds its worker in the build, with the trainers of the product', async () => {
    const threads = new ForecastThreads(registry);
    pools.push(threads);
    const [trainer] = TRAINERS;
    const { model, skipped } = await madeBy(threads, await orderOf(trainer?.name ?? ''));
    // The bytes are those of another trainer: it is the product's that says no.
    expect(model).toBe('profile-7d@1');
    expect(skipped[0]?.reason).toMatch(/^its fit cannot be opened .*cannot open a fit of hour-shape@1/);
  });
});
