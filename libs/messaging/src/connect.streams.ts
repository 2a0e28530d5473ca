import type { INestApplication } from '@nestjs/common';
import type { MicroserviceOptions, NestMicroservice } from '@nestjs/microservices';
import { MESSAGING_OPTIONS } from './messaging.options';
import type { MessagingOptions } from './messaging.options';
import type { ReaderTiming } from './group.reader';
import { ProblemFilter } from './problem.filter';
import { StreamsServer } from './streams.server';

/**
 * Serves all `@MessagePattern` and `@EventPattern` handlers of the app over Redis Streams, once
 * `app.startAllMicroservices()` is called. The filter must stand before the handlers are bound, hence the order.
 */
export function connectStreams(app: INestApplication, timing: Partial<ReaderTiming> = {}): StreamsServer {
  const options = app.get<MessagingOptions>(MESSAGING_OPTIONS, { strict: false });
  const server = new StreamsServer({ ...options, ...timing });
  const microservice = app.connectMicroservice<MicroserviceOptions>(
    { strategy: server },
    { deferInitialization: true },
  ) as unknown as NestMicroservice;
  microservice.useGlobalFilters(new ProblemFilter());
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  microservice.setIsInitHookCalled(true);
  return server;
}
