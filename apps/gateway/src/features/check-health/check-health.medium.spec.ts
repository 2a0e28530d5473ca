import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { healthOf } from '@ecobe/contracts';
import { MessagingModule, connectStreams } from '@ecobe/messaging';
import { PlatformModule, ServiceHealthModule, createGateway, startService } from '@ecobe/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startRedis } from '../../../../../test/support/redis';
import type { TestRedis } from '../../../../../test/support/redis';
import { GatewayModule } from '../../gateway.module';

const health = { ingestion: true, forecasting: true, routing: true, credits: true, dekes: true };

@Module({
  imports: [
    PlatformModule,
    MessagingModule.forRoot(),
    ...Object.keys(health).map((service) =>
      ServiceHealthModule.forService({
        service,
        inject: [],
        probes: () => ({
          database: () => ({ status: health[service as keyof typeof health] ? 'ok' : 'unhealthy' }),
        }),
      }),
    ),
  ],
})
class ServicesModule {}

describe('GET /health over the real transport', () => {
  let redis: TestRedis;
  let gateway: NestFastifyApplication;
  let services: INestApplication | undefined;
  const env = { ...process.env };
  const read = async (path: string) => {
    const { statusCode, json } = await gateway.inject({ url: path });
    const { status, checks } = json<{ status: string; checks?: Record<string, { status: string }> }>();
    return { statusCode, status, checks };
  };
  const setAll = (isWell: boolean) => {
    for (const service of Object.keys(health)) health[service as keyof typeof health] = isWell;
  };
  const startServices = async () => {
    services = await startService({ name: 'services', module: ServicesModule, connect: connectStreams });
  };

  beforeAll(async () => {
    redis = await startRedis();
    Object.assign(process.env, { REDIS_URL: redis.url, LOG_LEVEL: 'silent' });
    gateway = await createGateway({ module: GatewayModule });
    await startServices();
  }, 30_000);
  afterAll(async () => {
    await services?.close();
    await gateway.close();
    await redis.stop();
    process.env = env;
  }, 30_000);

  it('asks every service, and is ok when all are', async () => {
    expect(await read('/health')).toMatchObject({
      statusCode: 200,
      status: 'ok',
      checks: { database: { status: 'ok' }, redis: { status: 'ok' }, routing: { status: 'ok' } },
    });
    expect(await read('/health/ready')).toMatchObject({ statusCode: 200, status: 'ok' });
    expect(healthOf('routing').pattern).toBe('routing.health');
  });

  it('is not ready while no service reaches the database', async () => {
    health.routing = false;
    expect(await read('/health')).toMatchObject({
      statusCode: 503,
      checks: { database: { status: 'unhealthy' }, ingestion: { status: 'ok' } },
    });
    // One service without a connection is its own fault; the database is away when none reaches it.
    expect(await read('/health/ready')).toMatchObject({ statusCode: 200 });
    setAll(false);
    expect(await read('/health/ready')).toMatchObject({ statusCode: 503, status: 'unhealthy' });
    setAll(true);
    expect(await read('/health/ready')).toMatchObject({ statusCode: 200 });
  });

  it('says which service is away, and stays alive', async () => {
    await services?.close();
    services = undefined;
    expect(await read('/health')).toMatchObject({
      statusCode: 503,
      status: 'unhealthy',
      checks: {
        redis: { status: 'ok' },
        routing: { status: 'unhealthy' },
        providers: { status: 'degraded' },
      },
    });
    expect(await read('/health/live')).toMatchObject({ statusCode: 200, status: 'ok' });
    await startServices();
    expect(await read('/health')).toMatchObject({ statusCode: 200, status: 'ok' });
  }, 20_000);

  it('sees Redis go and come back', async () => {
    await redis.kill9();
    expect(await read('/health')).toMatchObject({
      statusCode: 503,
      checks: { redis: { status: 'unhealthy' } },
    });
    expect(await read('/health/live')).toMatchObject({ statusCode: 200 });
    await redis.restart();
    let now = await read('/health');
    for (let tries = 0; tries < 20 && now.status !== 'ok'; tries += 1) now = await read('/health');
    expect(now).toMatchObject({ statusCode: 200, status: 'ok' });
  }, 40_000);
});
