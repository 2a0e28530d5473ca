import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { PlatformModule } from '@ecobe/platform';
import type { Redis } from 'ioredis';
import { connectStreams } from './connect.streams';
import { MessagingModule } from './messaging.module';
import { HAPPENED, WORK, executionsKey, heardKey } from './replica.contract.fixture';
import type { Work, WorkDone } from './replica.contract.fixture';
import { StreamsClient } from './streams.client';
import { StreamsContext } from './streams.context';
import { SubscribeTo } from './subscribe-to.decorator';

const [keyPrefix = '', claimIdleMs = '1000'] = process.argv.slice(2);

/** One replica of a service, in a process of its own; it writes into Redis what it executed. */
@Controller()
class ReplicaController {
  private readonly redis: Redis;

  constructor(@Inject(StreamsClient) client: StreamsClient) {
    this.redis = client.unwrap<Redis>();
  }

  @MessagePattern(WORK.pattern)
  async work(@Payload() { n, workMs }: Work, @Ctx() context: StreamsContext): Promise<WorkDone> {
    await this.redis.rpush(executionsKey(keyPrefix), String(n));
    await sleep(workMs);
    return { n, pid: process.pid, attempt: context.attempt };
  }

  @SubscribeTo(HAPPENED, 'replica')
  async hear({ n }: { n: number }): Promise<void> {
    await this.redis.rpush(heardKey(keyPrefix), String(n));
  }
}

@Module({
  imports: [PlatformModule, MessagingModule.forRoot({ keyPrefix })],
  controllers: [ReplicaController],
})
class ReplicaModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(ReplicaModule, new FastifyAdapter(), { logger: ['warn', 'error'] });
  connectStreams(app, { claimIdleMs: Number(claimIdleMs) });
  app.enableShutdownHooks();
  await app.init();
  await app.startAllMicroservices();
  process.send?.('ready');
}

void main();
