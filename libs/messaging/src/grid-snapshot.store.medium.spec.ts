import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { CurrentIntensity, ForecastSnapshot } from '@ecobe/contracts';
import type { Redis } from 'ioredis';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { GridSnapshotStore } from './grid-snapshot.store';
import { closeRedis, openRedis, untilReady } from './redis.connection';
import { RedisKeys } from './redis-keys';

const FR = 'FR|average|lifecycle';
const DE = 'DE|average|lifecycle';

const current = (zone: string, carbonIntensity: number): CurrentIntensity => ({
  zone,
  signal: 'average',
  basis: 'lifecycle',
  carbonIntensity,
  source: 'spec',
  quality: 'measured',
  validAt: '2026-01-01T00:00:00.000Z',
  resolutionMinutes: 60,
});

const forecast = (zone: string, values: number[]): ForecastSnapshot => ({
  zone,
  signal: 'average',
  basis: 'lifecycle',
  issuedAt: '2026-01-01T00:00:00.000Z',
  model: 'spec',
  quality: 'forecast',
  source: 'spec',
  startAt: '2026-01-01T01:00:00.000Z',
  values,
  p10: values,
  p90: values,
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}

describe('GridSnapshotStore', () => {
  let redis: TestRedis;
  let raw: Redis;
  let stores: GridSnapshotStore[] = [];
  const keys = new RedisKeys('grid-spec:');

  const open = async (reloadMs?: number) => {
    const store = new GridSnapshotStore({ url: redis.url, keys }, reloadMs);
    stores.push(store);
    await store.start();
    return store;
  };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    redis = await startRedis();
    raw = openRedis(redis.url, 'probe');
  });

  beforeEach(async () => {
    await untilReady(raw, 5_000);
    await raw.flushall();
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
  });

  afterAll(async () => {
    await closeRedis(raw);
    await redis.stop();
  });

  it('answers from memory what another process wrote, and tells its listeners once a change', async () => {
    const [writer, reader] = await Promise.all([open(), open()]);
    const told: [string, string[]][] = [];
    reader.onChange((kind, ids) => told.push([kind, ids]));
    await writer.putCurrent([current('FR', 42), current('DE', 380)]);
    await writer.putForecasts([forecast('FR', [40, 41])]);
    expect(writer.current(FR)).toEqual(current('FR', 42));
    await until(() => told.length === 2);
    expect(reader.current(DE)).toEqual(current('DE', 380));
    expect(reader.forecast(FR)).toEqual(forecast('FR', [40, 41]));
    expect(reader.current('XX|average|lifecycle')).toBeUndefined();
    expect(reader.forecast(DE)).toBeUndefined();
    expect(reader.seriesIds().sort()).toEqual([DE, FR]);
    expect(told).toEqual([
      ['current', [FR, DE]],
      ['forecast', [FR]],
    ]);
  }, 20_000);

  it('has everything at once after a restart of the process', async () => {
    await (await open()).putCurrent([current('FR', 42)]);
    expect((await open()).current(FR)?.carbonIntensity).toBe(42);
  }, 20_000);

  it('heals a lost notification by the regular reload', async () => {
    const reader = await open(100);
    await raw.hset(keys.grid('current'), FR, JSON.stringify(current('FR', 55)));
    await until(() => reader.current(FR)?.carbonIntensity === 55);
  }, 20_000);

  it('keeps its copy when Redis loses its data, and gives it back without covering newer values', async () => {
    const store = await open(100);
    await store.putCurrent([current('FR', 42), current('DE', 380)]);
    await raw.flushall();
    await raw.hset(keys.grid('current'), DE, JSON.stringify(current('DE', 390)));
    while ((await raw.hget(keys.grid('current'), FR)) === null) await sleep(10);
    await until(() => store.current(DE)?.carbonIntensity === 390);
    expect(store.current(FR)?.carbonIntensity).toBe(42);
    expect(JSON.parse((await raw.hget(keys.grid('current'), DE)) ?? 'null')).toEqual(current('DE', 390));
  }, 20_000);

  it('takes out for every reader what the writer no longer names, and what only an earlier process knew', async () => {
    await (await open()).putCurrent([current('FR', 42), current('DE', 380)]);
    const [writer, reader] = await Promise.all([open(), open()]);
    const told: string[][] = [];
    reader.onChange((_, ids) => told.push(ids));
    await writer.replaceCurrent([current('DE', 380)]);
    await until(() => told.length === 1);
    expect(told).toEqual([[FR]]);
    expect(reader.seriesIds()).toEqual([DE]);
    expect((await open()).seriesIds()).toEqual([DE]);
    await writer.replaceCurrent([]);
    await until(() => reader.seriesIds().length === 0);
  }, 20_000);

  it('does not bring back what is gone when Redis loses its data', async () => {
    const [writer, reader] = await Promise.all([open(100), open(100)]);
    await writer.putCurrent([current('FR', 42), current('DE', 380)]);
    await writer.replaceCurrent([current('DE', 380)]);
    await until(() => reader.current(DE) !== undefined && reader.current(FR) === undefined);
    await raw.flushall();
    while ((await raw.hlen(keys.grid('current'))) < 2) await sleep(10);
    const later = await open();
    expect([later, reader, writer].map((store) => store.seriesIds())).toEqual([[DE], [DE], [DE]]);
  }, 20_000);

  it('hides a forecast while its series is of the other kind, or gone', async () => {
    const store = await open();
    await store.putForecasts([{ ...forecast('FR', [40]), quality: 'simulated' }]);
    expect(store.forecast(FR)).toBeUndefined();
    await store.putCurrent([{ ...current('FR', 42), quality: 'simulated' }]);
    expect(store.forecast(FR)?.values).toEqual([40]);
    await store.putCurrent([current('FR', 42)]);
    expect(store.forecast(FR)).toBeUndefined();
    await store.putForecasts([forecast('FR', [41])]);
    expect(store.forecast(FR)?.values).toEqual([41]);
    await store.replaceCurrent([]);
    expect(store.forecast(FR)).toBeUndefined();
  }, 20_000);

  it('decides on its copy while Redis is away, says so to the writer, and follows again afterwards', async () => {
    const [writer, reader] = await Promise.all([open(100), open(100)]);
    await writer.putCurrent([current('FR', 42)]);
    await until(() => reader.current(FR) !== undefined);
    await redis.kill9();
    await expect(writer.putCurrent([current('FR', 60)])).rejects.toThrow();
    for (const store of [writer, reader]) expect(store.current(FR)?.carbonIntensity).toBe(42);
    await redis.restart();
    while (await writer.putCurrent([current('FR', 61)]).catch(() => true)) await sleep(20);
    await until(() => reader.current(FR)?.carbonIntensity === 61);
  }, 30_000);

  it('passes by a message that is no change and a text that is no value', async () => {
    const store = await open(100);
    await raw.publish(keys.gridChanges(), 'not json');
    await raw.hset(keys.grid('current'), FR, '{broken', DE, JSON.stringify(current('DE', 380)));
    await until(() => store.current(DE)?.carbonIntensity === 380);
    expect(store.current(FR)).toBeUndefined();
  }, 20_000);
});
