import { zones } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { JobQueues } from '@ecobe/messaging';
import { CLOCK, LOG, SETTINGS } from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import type { FactoryProvider } from '@nestjs/common';
import { CatchUpLogRepository } from './adapters/catch-up-log.repository';
import type { LiveSources } from './adapters/live-sources';
import { WeatherRetentionRepository } from './adapters/weather-retention.repository';
import { FillPastProcessor } from './features/fill-past/fill-past.processor';
import { FillPastUseCase } from './features/fill-past/fill-past.use-case';
import { PastSeriesFiller } from './features/fill-past/past-series.filler';
import { PastWeatherFiller } from './features/fill-past/past-weather.filler';
import { RecordReadingUseCase, sourcesOf } from './features/record-observations/record-reading.use-case';
import { ProviderStatusBoard } from './features/report-health/provider-status-board';
import { RetainWeatherProcessor } from './features/retain-weather/retain-weather.processor';
import { RetainWeatherUseCase } from './features/retain-weather/retain-weather.use-case';
import { BACKGROUND, LIVE_SOURCES, WRITER } from './ingestion.tokens';
import type { ObservationWriter } from './ports/observation-store';
import type { PastFiller } from './ports/past-filler';

/** What may take its time: the past of what is polled, and the clean-up of what has aged. */
export const backgroundWork: FactoryProvider = {
  provide: BACKGROUND,
  inject: [
    ...[JobQueues, WeatherRetentionRepository, WRITER, RecordReadingUseCase],
    ...[CatchUpLogRepository, LIVE_SOURCES, ProviderStatusBoard, CLOCK, SETTINGS, LOG],
  ],
  useFactory: (
    queues: JobQueues,
    retention: WeatherRetentionRepository,
    writer: ObservationWriter,
    recordReading: RecordReadingUseCase,
    filled: CatchUpLogRepository,
    { carbon, weather, weatherArchive }: LiveSources,
    board: ProviderStatusBoard,
    clock: Clock,
    { asksLiveProviders }: Settings,
    log: Log,
  ) => {
    const polled = zones()
      .map(({ id }) => id)
      .filter((zone) => sourcesOf(carbon, zone).length > 0);
    const filling = (filler: PastFiller) => new FillPastUseCase(filler, filled, board, clock);
    const past = {
      weather: filling(new PastWeatherFiller(weatherArchive, writer, retention, polled)),
      series: filling(new PastSeriesFiller(carbon, recordReading, board, polled)),
    };
    const fetched = [weather.name, weatherArchive.name];
    return [
      new RetainWeatherProcessor(queues, new RetainWeatherUseCase(retention, fetched, clock), log),
      new FillPastProcessor(queues, past, asksLiveProviders),
    ];
  },
};
