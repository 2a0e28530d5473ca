import type { Clock } from '@ecobe/carbon';
import { GridSnapshotStore, JobQueues, MessagingModule, RedisHealth, RpcCaller } from '@ecobe/messaging';
import { PersistenceModule } from '@ecobe/persistence';
import { CLOCK, LOG, PlatformModule, SETTINGS, ServiceHealthModule, databaseProbe } from '@ecobe/platform';
import { Module } from '@nestjs/common';
import type { Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CarbonForecastRepository } from './adapters/carbon-forecast.repository';
import { FORECASTING_SCHEMA } from './adapters/forecasting.schema';
import { HistoryClient } from './adapters/history.client';
import { FindWindowController } from './features/find-window/find-window.controller';
import { FindWindowUseCase } from './features/find-window/find-window.use-case';
import { IssueForecastProcessor } from './features/issue-forecast/issue-forecast.processor';
import { IssueForecastUseCase } from './features/issue-forecast/issue-forecast.use-case';
import { IssueManyUseCase } from './features/issue-forecast/issue-many.use-case';
import { ObservationsRecordedController } from './features/issue-forecast/observations-recorded.controller';
import { ForecastSupply } from './features/read-forecast/forecast-supply';
import { ReadForecastController } from './features/read-forecast/read-forecast.controller';
import { ReadForecastUseCase } from './features/read-forecast/read-forecast.use-case';
import { forecastsProbe } from './features/report-health/forecasts.probe';
import { RestoreSnapshotUseCase } from './features/restore-snapshot/restore-snapshot.use-case';

const DATA_SOURCE = getDataSourceToken(FORECASTING_SCHEMA.schema);

/** A class made from what `inject` lists, in the order of its constructor. */
const made = <Made, Arguments extends unknown[]>(
  type: new (...args: Arguments) => Made,
  inject: NonNullable<Extract<Provider, { useFactory: unknown }>['inject']>,
): Provider => ({ provide: type, useFactory: (...args: Arguments) => new type(...args), inject });

const health = ServiceHealthModule.forService({
  service: 'forecasting',
  inject: [DATA_SOURCE, RedisHealth, GridSnapshotStore, CLOCK],
  probes: (dataSource: DataSource, redis: RedisHealth, snapshot: GridSnapshotStore, clock: Clock) => ({
    database: databaseProbe(dataSource),
    redis: () => redis.check(),
    forecasts: () => forecastsProbe(snapshot, clock),
  }),
});

/** Issues forecasts and finds windows. */
@Module({
  imports: [
    PlatformModule,
    MessagingModule.forRoot(),
    PersistenceModule.forSchema(FORECASTING_SCHEMA),
    health,
  ],
  controllers: [ReadForecastController, FindWindowController, ObservationsRecordedController],
  providers: [
    made(CarbonForecastRepository, [DATA_SOURCE]),
    made(HistoryClient, [RpcCaller]),
    made(IssueForecastUseCase, [HistoryClient, CarbonForecastRepository, GridSnapshotStore, CLOCK]),
    made(IssueManyUseCase, [IssueForecastUseCase, GridSnapshotStore]),
    made(RestoreSnapshotUseCase, [CarbonForecastRepository, GridSnapshotStore, CLOCK]),
    made(ForecastSupply, [CarbonForecastRepository, IssueForecastUseCase, GridSnapshotStore, CLOCK]),
    made(ReadForecastUseCase, [ForecastSupply, CLOCK]),
    made(FindWindowUseCase, [ForecastSupply, CLOCK]),
    made(IssueForecastProcessor, [JobQueues, IssueManyUseCase, RestoreSnapshotUseCase, SETTINGS, CLOCK, LOG]),
  ],
})
export class ForecastingModule {}
