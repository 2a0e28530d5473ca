import { zones } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { OBSERVATIONS_RECORDED } from '@ecobe/contracts';
import { EventPublisher, GridSnapshotStore, JobQueues, MessagingModule, RedisHealth } from '@ecobe/messaging';
import { PersistenceModule } from '@ecobe/persistence';
import { CLOCK, LOG, PlatformModule, SETTINGS, ServiceHealthModule, databaseProbe } from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import { Module } from '@nestjs/common';
import type { InjectionToken, Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CatchUpLogRepository } from './adapters/catch-up-log.repository';
import { GridHoursReaderRepository } from './adapters/grid-hours-reader.repository';
import type { LiveSources } from './adapters/live-sources';
import { ObservationReaderRepository } from './adapters/observation-reader.repository';
import { INGESTION_SCHEMA, observationWriter } from './adapters/open-observation-store';
import { SimulatedGridSource } from './adapters/simulated-grid.source';
import { WeatherRetentionRepository } from './adapters/weather-retention.repository';
import { CatchUpZoneUseCase } from './features/catch-up-zone/catch-up-zone.use-case';
import { FetchWeatherUseCase } from './features/fetch-weather/fetch-weather.use-case';
import { HistoryImportedController } from './features/import-history/history-imported.controller';
import { ListZonesController } from './features/list-zones/list-zones.controller';
import { ListZonesUseCase } from './features/list-zones/list-zones.use-case';
import { PollZonesProcessor, pollingPlan } from './features/poll-zones/poll-zones.processor';
import { ReadCurrentController } from './features/read-current/read-current.controller';
import { ReadCurrentUseCase } from './features/read-current/read-current.use-case';
import { ReadGridHoursController } from './features/read-grid-hours/read-grid-hours.controller';
import { ReadGridHoursUseCase } from './features/read-grid-hours/read-grid-hours.use-case';
import { ReadHistoryController } from './features/read-history/read-history.controller';
import { ReadHistoryUseCase } from './features/read-history/read-history.use-case';
import { ReadSeriesController } from './features/read-series/read-series.controller';
import { ReadSeriesUseCase } from './features/read-series/read-series.use-case';
import { RecordReadingUseCase } from './features/record-observations/record-reading.use-case';
import { SourceChain } from './features/record-observations/source-chain';
import { RefreshSnapshotUseCase } from './features/refresh-snapshot/refresh-snapshot.use-case';
import { RefreshSoon } from './features/refresh-snapshot/refresh-soon';
import type { SimulationMode } from './features/refresh-snapshot/series-choice';
import { providerChecks, zonesCheck } from './features/report-health/ingestion.probes';
import { ProviderStatusBoard } from './features/report-health/provider-status-board';
import { AdvanceClockProcessor } from './features/simulate-grid/advance-clock.processor';
import { SimulateGridUseCase } from './features/simulate-grid/simulate-grid.use-case';
import { backgroundWork } from './ingestion.background';
import { IngestionBoot } from './ingestion.boot';
import * as tokens from './ingestion.tokens';
import { LiveSourcesModule } from './live-sources.module';

const DATA_SOURCE = getDataSourceToken(INGESTION_SCHEMA.schema);
const ZONE_IDS = zones().map(({ id }) => id);

/** A class made from what `inject` lists, in the order of its constructor. */
const made = <Made, Arguments extends unknown[]>(
  type: new (...args: Arguments) => Made,
  inject: InjectionToken[],
): Provider => ({ provide: type, useFactory: (...args: Arguments) => new type(...args), inject });

const health = ServiceHealthModule.forService({
  service: 'ingestion',
  imports: [LiveSourcesModule],
  inject: [
    ...[DATA_SOURCE, RedisHealth, GridSnapshotStore, CLOCK],
    ...[ProviderStatusBoard, tokens.LIVE_SOURCES, tokens.SIMULATION_MODE],
  ],
  probes: (
    dataSource: DataSource,
    redis: RedisHealth,
    snapshot: GridSnapshotStore,
    clock: Clock,
    board: ProviderStatusBoard,
    { names }: LiveSources,
    mode: SimulationMode,
  ) => ({
    database: databaseProbe(dataSource),
    redis: () => redis.check(),
    zones: () => zonesCheck(ZONE_IDS, snapshot, clock, mode),
    ...providerChecks(names, board, clock),
  }),
});

const ports: Provider[] = [
  { provide: tokens.WRITER, inject: [DATA_SOURCE], useFactory: observationWriter },
  {
    provide: tokens.READER,
    inject: [DATA_SOURCE],
    useFactory: (dataSource: DataSource) => new ObservationReaderRepository(dataSource),
  },
  { provide: tokens.SIMULATOR, useClass: SimulatedGridSource },
  {
    provide: tokens.TELL_RECORDED,
    inject: [EventPublisher],
    useFactory: (events: EventPublisher) => (seriesIds: string[]) =>
      events.emit(OBSERVATIONS_RECORDED, { seriesIds }),
  },
  {
    provide: tokens.TOUCH,
    inject: [RefreshSnapshotUseCase, LOG],
    useFactory: (refresh: RefreshSnapshotUseCase, log: Log) => {
      const soon = new RefreshSoon(refresh, log);
      return (seriesIds: string[]) => {
        soon.touch(seriesIds);
      };
    },
  },
  {
    provide: tokens.POLLING_PLAN,
    inject: [tokens.CARBON_SOURCES, SETTINGS],
    useFactory: (sources: LiveSources['carbon'], settings: Settings) =>
      pollingPlan(ZONE_IDS, sources, settings),
  },
];

const { READER, WRITER, SIMULATOR, TELL_RECORDED, TOUCH, POLLING_PLAN } = tokens;
const { CARBON_SOURCES, WEATHER_SOURCE, SIMULATION_MODE } = tokens;

/** Asks grid and weather providers, keeps what they say, and answers what is known. */
@Module({
  imports: [
    PlatformModule,
    MessagingModule.forRoot(),
    PersistenceModule.forSchema(INGESTION_SCHEMA),
    LiveSourcesModule,
    health,
  ],
  controllers: [
    ReadSeriesController,
    ReadGridHoursController,
    ReadCurrentController,
    ReadHistoryController,
    ListZonesController,
    HistoryImportedController,
  ],
  providers: [
    ...ports,
    made(CatchUpLogRepository, [DATA_SOURCE]),
    made(RefreshSnapshotUseCase, [READER, GridSnapshotStore, TELL_RECORDED, CLOCK, SIMULATION_MODE]),
    made(RecordReadingUseCase, [WRITER, CLOCK, TOUCH]),
    made(SourceChain, [CARBON_SOURCES, RecordReadingUseCase, ProviderStatusBoard]),
    made(CatchUpZoneUseCase, [SourceChain, CatchUpLogRepository, CLOCK]),
    made(FetchWeatherUseCase, [WEATHER_SOURCE, WRITER, ProviderStatusBoard]),
    made(SimulateGridUseCase, [SIMULATOR, READER, WRITER, CLOCK, SIMULATION_MODE]),
    made(PollZonesProcessor, [JobQueues, SourceChain, CatchUpZoneUseCase, FetchWeatherUseCase, POLLING_PLAN]),
    made(AdvanceClockProcessor, [JobQueues, SimulateGridUseCase, RefreshSnapshotUseCase, SETTINGS]),
    made(WeatherRetentionRepository, [DATA_SOURCE]),
    backgroundWork,
    made(IngestionBoot, [AdvanceClockProcessor, PollZonesProcessor, tokens.BACKGROUND, LOG]),
    made(ReadSeriesUseCase, [READER, CLOCK, SIMULATION_MODE]),
    made(GridHoursReaderRepository, [DATA_SOURCE]),
    made(ReadGridHoursUseCase, [READER, GridHoursReaderRepository, CLOCK, SIMULATION_MODE]),
    made(ReadHistoryUseCase, [READER, CLOCK, SIMULATION_MODE]),
    made(ReadCurrentUseCase, [GridSnapshotStore, CLOCK, SIMULATION_MODE]),
    made(ListZonesUseCase, [GridSnapshotStore, CARBON_SOURCES, CLOCK, SIMULATION_MODE]),
  ],
})
export class IngestionModule {}
