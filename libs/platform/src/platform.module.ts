import { Global, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { createLog } from './logging/logger';
import { loadSettings } from './settings';
import type { Settings } from './settings';
import { SystemClock } from './system.clock';

/** Injection token of {@link Settings}. */
export const SETTINGS = Symbol('settings');
/** Injection token of the suite's `Clock`. */
export const CLOCK = Symbol('clock');
/** Injection token of the suite's `Log`. */
export const LOG = Symbol('log');
/** Injection token of the process's prom-client `Registry`. */
export const METRICS = Symbol('metrics');

/** What every service stands on: its settings, the one clock, the log and the metrics. */
@Global()
@Module({
  providers: [
    { provide: SETTINGS, useFactory: () => loadSettings() },
    { provide: CLOCK, useFactory: (settings: Settings) => new SystemClock(settings), inject: [SETTINGS] },
    { provide: LOG, useFactory: (settings: Settings) => createLog(settings), inject: [SETTINGS] },
    { provide: METRICS, useFactory: () => new Registry() },
  ],
  exports: [SETTINGS, CLOCK, LOG, METRICS],
})
export class PlatformModule {}
