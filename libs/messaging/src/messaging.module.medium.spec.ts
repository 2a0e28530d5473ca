import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ProblemError, domainEvent, rpc } from '@ecobe/contracts';
import { PlatformModule } from '@ecobe/platform';
import { firstValueFrom } from 'rxjs';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { connectStreams } from './connect.streams';
import { EventPublisher } from './event.publisher';
import { MessagingModule } from './messaging.module';
import { RedisHealth } from './redis.health';
import { RpcCaller } from './rpc.caller';
import { StreamsClient } from './streams.client';
import { StreamsContext } from './streams.context';
import { SubscribeTo } from './subscribe-to.decorator';

const ECHO = rpc<{ n: number }, { n: number; requestId?: string; idempotencyKey?: string; attempt: number }>(
  'mirror.echo',
);
const REFUSE = rpc<Record<string, never>, never>('mirror.refuse');
const BREAK = rpc<Record<string, never>, never>('mirror.break');
const NOTHING = rpc<Record<string, never>, undefined>('mirror.nothing');
const TWICE = rpc<{ n: number }, number>('doubler.twice');
const SEEN = domainEvent<{ n: number }>('mirror.seen');

const seen: Record<string, number[]> = { mirror: [], doubler: [] };
let failuresLeft = 0;

@Controller()
class MirrorController {
  constructor() {
    seen.mirror = [];
  }

  @MessagePattern(ECHO.pattern)
  echo(@Payload() payload: { n: number }, @Ctx() context: StreamsContext) {
    const { requestId, idempotencyKey, attempt } = context;
    return { n: payload.n, requestId, idempotencyKey, attempt };
  }

  @MessagePattern(REFUSE.pattern)
  refuse(): never {
    throw new ProblemError({
      status: 422,
      code: 'NO_CANDIDATE',
      title: 'No candidate',
      detail: 'none is left',
      errors: [{ pointer: '/regions', detail: 'all excluded' }],
      extensions: { excluded: ['FR'] },
    });
  }

  @MessagePattern(BREAK.pattern)
  break(): never {
    throw new Error('password=hunter2');
  }

  @MessagePattern(NOTHING.pattern)
  nothing(): undefined {
    return undefined;
  }

  @SubscribeTo(SEEN, 'mirror')
  hear(@Payload() payload: { n: number }): void {
    if (failuresLeft > 0) {
      failuresLeft -= 1;
      throw new Error('not yet');
    }
    seen.mirror?.push(payload.n);
  }
}

@Controller()
class DoublerController {
  constructor(private readonly caller: RpcCaller) {}

  @MessagePattern(TWICE.pattern)
  async twice(@Payload() payload: { n: number }): Promise<number> {
    return 2 * (await this.caller.call(ECHO, payload)).n;
  }

  @EventPattern<string>(SEEN.pattern, { group: 'doubler' })
  hear(@Payload() payload: { n: number }): void {
    seen.doubler?.push(payload.n);
  }
}

@Module({
  imports: [PlatformModule, MessagingModule.forRoot({ keyPrefix: 'spec:' })],
  controllers: [MirrorController, DoublerController],
})
class SpecModule {}

const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );

async function eventually(holds: () => boolean, limitMs = 15_000): Promise<void> {
  const started = Date.now();
  while (!holds()) {
    if (Date.now() - started > limitMs) throw new Error('did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('MessagingModule with the streams transport, all in one process', () => {
  let redis: TestRedis;
  let app: Awaited<ReturnType<typeof boot>>;
  let caller: RpcCaller;

  async function boot() {
    const created = await NestFactory.create(SpecModule, new FastifyAdapter(), { logger: false });
    connectStreams(created);
    await created.init();
    await created.startAllMicroservices();
    return created;
  }

  beforeAll(async () => {
    redis = await startRedis();
    process.env.REDIS_URL = redis.url;
    app = await boot();
    caller = app.get(RpcCaller);
  }, 30_000);

  afterAll(async () => {
    await app.close();
    await redis.stop();
    delete process.env.REDIS_URL;
  });

  it('carries the payload, the ids and the attempt', async () => {
    const answer = await caller.call(ECHO, { n: 7 }, { requestId: 'r1', idempotencyKey: 'k1' });
    expect(answer).toEqual({ n: 7, requestId: 'r1', idempotencyKey: 'k1', attempt: 1 });
    expect(await caller.call(NOTHING, {})).toBeUndefined();
  });

  it('lets a refusal through as it is, and hides the inside of a failure', async () => {
    expect(await problemOf(caller.call(REFUSE, {}))).toEqual({
      status: 422,
      code: 'NO_CANDIDATE',
      title: 'No candidate',
      detail: 'none is left',
      errors: [{ pointer: '/regions', detail: 'all excluded' }],
      extensions: { excluded: ['FR'] },
    });
    const internal = await problemOf(caller.call(BREAK, {}));
    expect(internal).toMatchObject({ status: 500, code: 'INTERNAL' });
    expect(JSON.stringify(internal)).not.toContain('hunter2');
  });

  it('does not lock up when a service full of calls waits for another one', async () => {
    const calls = Array.from({ length: 200 }, (_, n) => caller.call(TWICE, { n }));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 200 }, (_, n) => 2 * n));
  });

  it('works as a plain ClientProxy too', async () => {
    const client = app.get(StreamsClient);
    expect(await firstValueFrom(client.send(ECHO.pattern, { n: 3 }))).toMatchObject({ n: 3 });
    await expect(firstValueFrom(client.send(REFUSE.pattern, {}))).rejects.toMatchObject({
      problem: { code: 'NO_CANDIDATE' },
    });
  });

  it('tells an event to each group once, and again where the handler failed', async () => {
    failuresLeft = 2;
    await app.get(EventPublisher).emit(SEEN, { n: 11 });
    await eventually(() => seen.mirror?.length === 1 && seen.doubler?.length === 1);
    expect(seen).toEqual({ mirror: [11], doubler: [11] });
    expect(failuresLeft).toBe(0);
  }, 30_000);

  it('reports Redis in the health', async () => {
    expect(await app.get(RedisHealth).check()).toEqual({ status: 'ok' });
  });

  it('works again after FLUSHALL took streams and groups away', async () => {
    await app.get(StreamsClient).unwrap<{ flushall(): Promise<unknown> }>().flushall();
    expect(await caller.call(ECHO, { n: 9 })).toMatchObject({ n: 9 });
  });

  it('stops the boot with a clear message where there is no REDIS_URL', async () => {
    delete process.env.REDIS_URL;
    const options = { logger: false as const, abortOnError: false };
    await expect(NestFactory.create(SpecModule, new FastifyAdapter(), options)).rejects.toThrow(
      /REDIS_URL is not set/,
    );
    process.env.REDIS_URL = redis.url;
  });
});
