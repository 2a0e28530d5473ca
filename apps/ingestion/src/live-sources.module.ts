import type { Clock } from '@ecobe/carbon';
import { CLOCK, LOG, PlatformModule, SETTINGS } from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import { Inject, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { liveSources } from './adapters/live-sources';
import type { LiveSources } from './adapters/live-sources';
import { ProviderStatusBoard } from './features/report-health/provider-status-board';
import { CARBON_SOURCES, LIVE_SOURCES, SIMULATION_MODE, WEATHER_SOURCE } from './ingestion.tokens';
import type { Log } from './ports/log';

const from = <Value>(token: symbol, of: (live: LiveSources) => Value) => ({
  provide: token,
  inject: [LIVE_SOURCES],
  useFactory: of,
});

/** The providers that this deployment asks, and how they do: both the service and its health look at them. */
@Module({
  imports: [PlatformModule],
  providers: [
    {
      provide: ProviderStatusBoard,
      inject: [CLOCK, LOG],
      useFactory: (clock: Clock, log: Log) => new ProviderStatusBoard(clock, log),
    },
    { provide: LIVE_SOURCES, inject: [SETTINGS, CLOCK, ProviderStatusBoard], useFactory: liveSources },
    from(CARBON_SOURCES, ({ carbon }) => carbon),
    from(WEATHER_SOURCE, ({ weather }) => weather),
    {
      provide: SIMULATION_MODE,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => settings.ECOBE_SIMULATION,
    },
  ],
  exports: [ProviderStatusBoard, LIVE_SOURCES, CARBON_SOURCES, WEATHER_SOURCE, SIMULATION_MODE],
})
export class LiveSourcesModule implements OnApplicationShutdown {
  constructor(@Inject(LIVE_SOURCES) private readonly live: LiveSources) {}

  async onApplicationShutdown(): Promise<void> {
    await this.live.close();
  }
}
