import { NestFactory } from '@nestjs/core';
import type { INestApplication, Type } from '@nestjs/common';
import { httpServer } from '../http/http-server';
import type { Log } from '../logging/logger';
import { NestLogger } from '../logging/nest.logger';
import { LOG } from '../platform.module';
import { closeOnSignal } from './close-on-signal';
import { orExit } from './or-exit';
import { ServiceProbesModule } from './service-probes.module';

/** Binds an application's message handlers to the transport: `connectStreams` of libs/messaging, which stands above. */
export type ConnectTransport = (app: INestApplication) => unknown;

export interface ServiceBoot {
  /** Name in the log. */
  name: string;
  module: Type;
  connect: ConnectTransport;
}

/** Starts a service that answers operations and opens no port but that of its probes, if told. Throws what went wrong; closing is the caller's. */
export async function startService({ name, module, connect }: ServiceBoot): Promise<INestApplication> {
  const watched = ServiceProbesModule.around(name, module);
  const app = await NestFactory.create(watched, httpServer(), { bufferLogs: true, abortOnError: false });
  const log = app.get<Log>(LOG);
  app.useLogger(new NestLogger(log));
  connect(app);
  await app.init();
  await app.startAllMicroservices();
  log.info({ service: name }, 'service is up');
  return app;
}

/** `main` of a service process: starts it, stops it on a signal, and ends the process with the reason if it cannot start. */
export async function bootService(boot: ServiceBoot): Promise<void> {
  await orExit(async () => {
    const app = await startService(boot);
    closeOnSignal(app, app.get<Log>(LOG));
  });
}
