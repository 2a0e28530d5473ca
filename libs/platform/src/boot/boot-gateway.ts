import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Type } from '@nestjs/common';
import { configureHttp } from '../http/configure-http';
import { httpServer } from '../http/http-server';
import type { Log } from '../logging/logger';
import { NestLogger } from '../logging/nest.logger';
import { LOG, SETTINGS } from '../platform.module';
import type { Settings } from '../settings';
import type { ConnectTransport } from './boot-service';
import { closeOnSignal } from './close-on-signal';
import { orExit } from './or-exit';

export interface GatewayBoot {
  module: Type;
  /** Given where services live in the same process; their operations are then answered here too. */
  connect?: ConnectTransport;
}

/** Connections that may wait to be taken, as far as the system allows: a storm is slower, not refused. */
const BACKLOG = 4_096;

/** Makes the HTTP application with all its configuration, services within it answering, not yet listening. */
export async function createGateway({ module, connect }: GatewayBoot): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, httpServer(), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(new NestLogger(app.get<Log>(LOG)));
  configureHttp(app);
  connect?.(app);
  await app.init();
  if (connect !== undefined) await app.startAllMicroservices();
  return app;
}

/** Starts the public edge on HOST and PORT (0 = any free one; see `app.getUrl()`). Throws what went wrong, all closed. */
export async function startGateway(boot: GatewayBoot): Promise<NestFastifyApplication> {
  const app = await createGateway(boot);
  const { PORT, HOST } = app.get<Settings>(SETTINGS);
  try {
    await app.listen({ port: PORT, host: HOST, backlog: BACKLOG });
  } catch (error) {
    await app.close();
    throw error;
  }
  app.get<Log>(LOG).info({ url: await app.getUrl() }, 'gateway is up');
  return app;
}

/** `main` of a gateway process: starts it, stops it on a signal, and ends the process with the reason if it cannot start. */
export async function bootGateway(boot: GatewayBoot): Promise<void> {
  await orExit(async () => {
    const app = await startGateway(boot);
    closeOnSignal(app, app.get<Log>(LOG));
  });
}
