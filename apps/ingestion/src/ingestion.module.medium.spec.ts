import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS, HOUR_MS, MINUTE_MS, zones } from '@ecobe/carbon';
import {
  HISTORY_IMPORTED,
  OBSERVATIONS_RECORDED,
  READ_CURRENT,
  READ_GRID_HOURS,
  READ_REGION_CURRENT,
  READ_SERIES,
  healthOf,
} from '@ecobe/contracts';
import type { RegionIntensity } from '@ecobe/contracts';
import { EventPublisher, MessagingModule, RpcCaller, SubscribeTo, connectStreams } from '@ecobe/messaging';
import { PlatformModule, startService } from '@ecobe/platform';
import { Controller, Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { openObservationStore } from './adapters/open-observation-store';
import { minuteIso } from './adapters/providers/chunks';
import { ProviderServer } from './adapters/providers/testing/provider-server.fixture';
import type { Asked, Reply } from './adapters/providers/testing/provider-server.fixture';
import { IngestionModule } from './ingestion.module';

jest.setTimeout(120_000);

const heard: string[][] = [];

@Controller()
class Listener {
  @SubscribeTo(OBSERVATIONS_RECORDED, 'listener')
  hear({ seriesIds }: { seriesIds: string[] }): void {
    heard.push(seriesIds);
  }
}

@Module({ imports: [PlatformModule, MessagingModule.forRoot()], controllers: [Listener] })
class ListenerModule {}

/** Six days of the same weather at every place asked for, from the beginning of this UTC day. */
function answerOfOpenMeteo({ query }: Asked): Reply {
  const startMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const instants = Array.from({ length: 144 }, (_, hour) => startMs + hour * HOUR_MS);
  const time = instants.map((atMs) => new Date(atMs).toISOString().slice(0, 16));
  const names = (query.get('hourly') ?? '').split(',');
  const columns = names.map((name) => [name, instants.map(() => 7.5)] as const);
  const place = { hourly: { time, ...Object.fromEntries(columns) } };
  const places = (query.get('latitude') ?? '').split(',').map(() => place);
  return { body: places.length === 1 ? place : places };
}

/** Great Britain as its operator tells it: 180 g by the hour, half of it gas and half wind. */
function answerOfNeso({ path }: Asked): Reply {
  const halfHour = 30 * MINUTE_MS;
  const runningMs = Math.floor(Date.now() / halfHour) * halfHour;
  const spans = Array.from({ length: 6 }, (_, index) => minuteIso(runningMs - (index + 1) * halfHour));
  if (path.startsWith('/generation/')) {
    const generationmix = [
      { fuel: 'gas', perc: 50 },
      { fuel: 'wind', perc: 50 },
    ];
    return { body: { data: spans.map((from) => ({ from, generationmix })) } };
  }
  return { body: { data: spans.map((from) => ({ from, intensity: { forecast: 170, actual: 180 } })) } };
}

describe('ingestion, two replicas of it', () => {
  const env = { ...process.env };
  let database: TestDatabase;
  let redis: TestRedis;
  let provider: ProviderServer;
  const apps: INestApplication[] = [];
  const start = async (name: string, module: new () => object) => {
    const app = await startService({ name, module, connect: connectStreams });
    apps.push(app);
    return app;
  };
  const caller = () => {
    const [app] = apps;
    if (app === undefined) throw new Error('nothing runs');
    return app.get(RpcCaller);
  };
  const current = (region: string) => caller().call(READ_REGION_CURRENT, { region, basis: 'direct' });
  const health = async () => (await caller().call(healthOf('ingestion'), {})).checks;
  const until = async (what: string, isSo: () => Promise<boolean> | boolean) => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await isSo()) return;
      await sleep(100);
    }
    throw new Error(`waited in vain: ${what}`);
  };

  beforeAll(async () => {
    [database, redis, provider] = await Promise.all([
      createTestDatabase(),
      startRedis(),
      ProviderServer.start(),
    ]);
    provider.replies((asked) =>
      asked.path === '/v1/forecast' ? answerOfOpenMeteo(asked) : answerOfNeso(asked),
    );
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      LOG_LEVEL: 'silent',
      NODE_ENV: 'development',
      ECOBE_OFFLINE: 'false',
      ECOBE_POLL_INTERVAL_SECONDS: '2',
      NESO_BASE_URL: provider.url,
      // nobody listens there: all other providers are away
      ENERGY_CHARTS_BASE_URL: 'http://127.0.0.1:9',
      ENERGI_DATA_SERVICE_BASE_URL: 'http://127.0.0.1:9',
      OPEN_METEO_BASE_URL: provider.url,
      OPEN_METEO_PREVIOUS_RUNS_BASE_URL: 'http://127.0.0.1:9',
    });
    await start('listener', ListenerModule);
    await start('ingestion', IngestionModule);
    await start('ingestion', IngestionModule);
  });
  afterAll(async () => {
    for (const app of apps.reverse()) await app.close();
    await Promise.all([database.drop(), redis.stop(), provider.stop()]);
    process.env = env;
  });

  it('has a value of every zone as soon as it is up', async () => {
    const regions = zones().map(({ id }) => id);
    const { values, excluded } = await caller().call(READ_CURRENT, { regions, basis: 'lifecycle' });
    expect(excluded).toEqual([]);
    expect(values).toHaveLength(regions.length);
    expect(values.filter(({ zone }) => zone !== 'GB').every(({ quality }) => quality === 'simulated')).toBe(
      true,
    );
  });

  it('turns a zone real with its first real data, and tells the others', async () => {
    await until('GB is real', async () => (await current('GB')).quality !== 'simulated');
    expect(await current('GB')).toMatchObject({
      source: 'uk-neso',
      quality: 'measured',
      carbonIntensity: 180,
    });
    await until('told of GB', () => heard.some((ids) => ids.includes('GB|average|direct')));
    const endMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    const series = await caller().call(READ_SERIES, {
      zone: 'GB',
      signal: 'average',
      basis: 'lifecycle',
      start: new Date(endMs - 24 * HOUR_MS).toISOString(),
      end: new Date(endMs).toISOString(),
    });
    expect(series).toMatchObject({ source: 'uk-neso', quality: 'estimated' });
    // half gas at 490, half wind at 11; the simulated hours before are no part of it
    expect(new Set(series.values)).toEqual(new Set([null, 250.5]));
  });

  it('tells the weather over a real zone, hours ahead included, and none over a simulated one', async () => {
    const startMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    const gridHours = (zone: string) =>
      caller().call(READ_GRID_HOURS, {
        zone,
        basis: 'lifecycle',
        start: new Date(startMs).toISOString(),
        end: new Date(startMs + 96 * HOUR_MS).toISOString(),
      });
    await until('GB has its weather', async () => (await gridHours('GB')).weatherByAgeDays.length > 0);
    const [newest] = (await gridHours('GB')).weatherByAgeDays;
    expect(newest?.windSpeedMs).toEqual(Array(96).fill(7.5));
    expect(newest?.temperatureK).toEqual(Array(96).fill(280.65));
    expect(await gridHours('JP-TK')).toMatchObject({ sources: [], weatherByAgeDays: [] });
  });

  it('asks once per interval among both replicas, however many ask for the zone', async () => {
    const isPoll = ({ path }: Asked): boolean => {
      const [, kind, from = '', to = ''] = path.split('/');
      // what asks for more fills the past
      return kind === 'intensity' && Date.parse(to) - Date.parse(from) <= 4 * HOUR_MS;
    };
    const polls = () => provider.asked.filter(isPoll).length;
    const before = polls();
    const startedMs = Date.now();
    while (Date.now() - startedMs < 6_000) {
      await Promise.all(Array.from({ length: 20 }, () => current('GB')));
      await sleep(100);
    }
    const intervals = (Date.now() - startedMs) / 2_000;
    expect(polls() - before).toBeLessThanOrEqual(Math.ceil(intervals));
    expect(polls() - before).toBeGreaterThan(0);
  });

  it('stores nothing of a provider that lies, serves the last good value with its age, and shows it', async () => {
    const good: RegionIntensity = await current('GB');
    const lie = { from: minuteIso(Math.floor(Date.now() / HOUR_MS) * HOUR_MS), to: '' };
    const lies = [0, 1e9, -5].map((actual) => ({ ...lie, intensity: { forecast: null, actual } }));
    provider.replies(() => ({ body: { data: lies } }));
    await until('lies are counted', async () => {
      const rejected = (await health())['provider:uk-neso']?.['rejected'] as Record<string, number>;
      return (rejected['implausibly-high'] ?? 0) > 0 && (rejected['not-positive'] ?? 0) > 0;
    });
    const now = await current('GB');
    expect(now).toMatchObject({ validAt: good.validAt, carbonIntensity: 180, quality: 'measured' });
    expect(now.ageSeconds).toBeGreaterThanOrEqual(good.ageSeconds);
  });

  it('serves on while every provider is away, and its health names them', async () => {
    provider.replies(() => ({ status: 500, body: '<html>down</html>' }));
    await until('NESO is degraded', async () => (await health())['provider:uk-neso']?.status === 'degraded');
    await until('others too', async () => (await health())['provider:energy-charts']?.status === 'degraded');
    expect((await current('GB')).carbonIntensity).toBe(180);
    expect((await current('DE')).quality).toBe('simulated');
  });

  it('takes an import in at once', async () => {
    const store = await openObservationStore(database.url);
    const validAtMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS;
    const imported = { zone: 'PL', signal: 'average' as const, basis: 'direct' as const, validAtMs };
    const value = { resolutionMinutes: 60, carbonIntensityGPerKwh: 777, quality: 'measured' as const };
    await store.writer.record([
      { ...imported, ...value, source: 'history-import', knownAtMs: validAtMs + HOUR_MS },
    ]);
    await store.close();
    const [app] = apps;
    await app?.get(EventPublisher).emit(HISTORY_IMPORTED, { zone: 'PL' });
    await until('PL is real', async () => (await current('PL')).carbonIntensity === 777);
    await until('told of PL', () => heard.some((ids) => ids.includes('PL|average|direct')));
  });
});
