import 'reflect-metadata';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { INestApplication } from '@nestjs/common';
import { healthOf } from '@ecobe/contracts';
import { freePort } from '../../../../test/support/free-port';
import { ServiceHealthModule } from '../health/service-health.module';
import { LOG, PlatformModule } from '../platform.module';
import type { Log } from '../logging/logger';
import { startGateway } from './boot-gateway';
import { startService } from './boot-service';
import { productVersion } from './product-version';

/** A transport within the process: enough to see what is bound to it, and when. */
class MemoryServer extends Server implements CustomTransportStrategy {
  isListening = false;

  listen(done: () => void): void {
    this.isListening = true;
    done();
  }

  close(): void {
    this.isListening = false;
  }

  on(): never {
    throw new Error('no events');
  }

  unwrap(): never {
    throw new Error('nothing inside');
  }

  async ask(pattern: string): Promise<unknown> {
    const handler = this.getHandlerByPattern(pattern);
    return handler === null ? null : await handler({}, {});
  }
}

/** Something that one waits for and another opens. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}
const slowRequestArrived = gate();
const slowRequestMayEnd = gate();

const STORE = Symbol('store');

@Module({ providers: [{ provide: STORE, useValue: { size: 3 } }], exports: [STORE] })
class StoreModule {}

@Module({
  imports: [
    PlatformModule,
    ServiceHealthModule.forService({
      service: 'routing',
      imports: [StoreModule],
      inject: [STORE],
      probes: (store: { size: number }) => ({ store: () => ({ status: 'ok', size: store.size }) }),
    }),
    ServiceHealthModule.forService({
      service: 'forecasting',
      inject: [],
      probes: () => ({ model: () => ({ status: 'degraded' }) }),
    }),
  ],
})
class ServicesModule {}

@Controller('ping')
class PingController {
  @Get()
  ping() {
    return { pong: true };
  }

  @Get('slow')
  async slow() {
    slowRequestArrived.open();
    await slowRequestMayEnd.passed;
    return { pong: 'late' };
  }
}

@Module({ imports: [ServicesModule], controllers: [PingController] })
class SuiteModule {}

const database: { status: 'ok' | 'unhealthy' } = { status: 'ok' };

@Module({
  imports: [
    PlatformModule,
    ServiceHealthModule.forService({
      service: 'credits',
      inject: [],
      probes: () => ({ database: () => ({ ...database }), model: () => ({ status: 'unhealthy' }) }),
    }),
  ],
})
class WatchedModule {}

describe('boot', () => {
  let server: MemoryServer;
  let app: INestApplication;
  const connect = (target: INestApplication) => {
    server = new MemoryServer();
    target.connectMicroservice({ strategy: server });
  };
  const env = { ...process.env };
  beforeAll(() => Object.assign(process.env, { LOG_LEVEL: 'silent', PORT: '0' }));
  afterAll(() => {
    process.env = env;
  });
  afterEach(async () => {
    await app.close();
    expect(server.isListening).toBe(false);
  });

  it('starts services that answer their own health each, and opens no port', async () => {
    app = await startService({ name: 'routing', module: ServicesModule, connect });
    expect(server.isListening).toBe(true);
    expect(await server.ask(healthOf('routing').pattern)).toEqual({
      status: 'ok',
      checks: { store: { status: 'ok', size: 3 } },
    });
    expect(await server.ask(healthOf('forecasting').pattern)).toEqual({
      status: 'degraded',
      checks: { model: { status: 'degraded' } },
    });
    const { listening } = app.getHttpServer() as { listening: boolean };
    expect(listening).toBe(false);
    expect(app.get<Log>(LOG).level).toBe('silent');
  });

  it('lets a service be watched on a port of its own, where one is told', async () => {
    const port = await freePort();
    process.env.ECOBE_PROBE_PORT = String(port);
    app = await startService({ name: 'credits', module: WatchedModule, connect });
    delete process.env.ECOBE_PROBE_PORT;
    const ask = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return [answer.status, await answer.text()];
    };
    expect(await ask('/health/live')).toEqual([200, '{"status":"ok"}']);
    expect(await ask('/health/ready')).toEqual([200, '{"status":"ok"}']);
    const [status, text] = await ask('/metrics');
    expect([status, text]).toEqual([200, expect.stringContaining('process_cpu_seconds_total')]);
    // A model that is amiss takes no service away; a store that is away does.
    database.status = 'unhealthy';
    expect(await ask('/health/ready')).toEqual([503, '{"status":"unhealthy"}']);
    expect(await ask('/health/live')).toEqual([200, '{"status":"ok"}']);
    expect((await ask('/docs'))[0]).toBe(404);
    await app.close();
    await expect(ask('/health/live')).rejects.toThrow();
  });

  it('does not start on a port of probes that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    process.env.ECOBE_PROBE_PORT = String((taken.address() as AddressInfo).port);
    app = await startService({ name: 'credits', module: WatchedModule, connect }).catch(
      async (error: unknown) => {
        expect(error).toMatchObject({ code: 'EADDRINUSE' });
        delete process.env.ECOBE_PROBE_PORT;
        return startService({ name: 'credits', module: WatchedModule, connect });
      },
    );
    taken.close();
    expect(process.env.ECOBE_PROBE_PORT).toBeUndefined();
  });

  it('starts the gateway with services in the same process', async () => {
    app = await startGateway({ module: SuiteModule, connect });
    expect(server.isListening).toBe(true);
    const answer = await fetch(`${await app.getUrl()}/api/v1/ping`);
    expect(await answer.json()).toEqual({ pong: true });
    const docs = (await (await fetch(`${await app.getUrl()}/docs-json`)).json()) as {
      info: { version: string };
      paths: Record<string, { get: { responses: Record<string, unknown> } }>;
    };
    expect(Object.keys(docs.paths)).toEqual(['/api/v1/ping', '/api/v1/ping/slow']);
    expect(Object.keys(docs.paths['/api/v1/ping']?.get.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '404', '422', '503']),
    );
    expect(docs.info.version).toBe(productVersion());
    expect((await fetch(`${await app.getUrl()}/docs`)).status).toBe(200);
  });

  it('answers what was asked before it closes, and nothing after', async () => {
    app = await startGateway({ module: SuiteModule, connect });
    const url = await app.getUrl();
    const answer = fetch(`${url}/api/v1/ping/slow`);
    await slowRequestArrived.passed;
    const closed = app.close();
    await expect(fetch(`${url}/api/v1/ping`)).rejects.toThrow();
    expect(server.isListening).toBe(true);
    slowRequestMayEnd.open();
    const { headers, json } = await answer.then(async (late) => ({
      headers: late.headers,
      json: await late.json(),
    }));
    expect(json).toEqual({ pong: 'late' });
    expect(headers.get('connection')).toBe('close');
    await closed;
  });
});

describe('productVersion', () => {
  it('is that of the package', () => {
    const file = join(__dirname, '../../../../package.json');
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    expect(productVersion()).toBe(version);
  });
});
