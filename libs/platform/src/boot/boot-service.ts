import { NestFactory } from '@nestjs/core';
import type { AsyncMicroserviceOptions, MicroserviceOptions } from '@nestjs/microservices';
import type { INestMicroservice, Type } from '@nestjs/common';
import type { Log } from '../logging/logger';
import { NestLogger } from '../logging/nest.logger';
import { LOG } from '../platform.module';
import { SettingsError } from '../settings';
import { closeOnSignal } from './close-on-signal';

/** How operations reach a service; the strategy comes from libs/messaging, which stands above this library. */
export type Transport = MicroserviceOptions | AsyncMicroserviceOptions;

export interface ServiceBoot {
  /** Name in the log and of the service's operations. */
  name: string;
  module: Type;
  transport: Transport;
}

/** Starts a service that answers operations and opens no port. Throws what went wrong; closing is the caller's. */
export async function startService({ name, module, transport }: ServiceBoot): Promise<INestMicroservice> {
  const app = await NestFactory.createMicroservice(module, {
    ...transport,
    bufferLogs: true,
    abortOnError: false,
  });
  const log = app.get<Log>(LOG);
  app.useLogger(new NestLogger(log));
  await app.listen();
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

/** Runs a process's start; a failure is told on standard error and ends the process. */
export async function orExit(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exit(1);
  }
}

/** Bad settings are the reader's to mend, and need no stack. */
function reasonOf(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
