import { Global, Module } from '@nestjs/common';
import { loadSettings } from './settings';
import type { Settings } from './settings';
import { SystemClock } from './system.clock';

/** Injection token of {@link Settings}. */
export const SETTINGS = Symbol('settings');
/** Injection token of the suite's `Clock`. */
export const CLOCK = Symbol('clock');

/** What every service stands on: its settings and the one clock. */
@Global()
@Module({
  providers: [
    { provide: SETTINGS, useFactory: () => loadSettings() },
    { provide: CLOCK, useFactory: (settings: Settings) => new SystemClock(settings), inject: [SETTINGS] },
  ],
  exports: [SETTINGS, CLOCK],
})
export class PlatformModule {}
