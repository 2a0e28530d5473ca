import type { Clock } from '@ecobe/carbon';
import { TRAINERS } from '@ecobe/forecast';
import { GridSnapshotStore, JobQueues, MessagingModule, RedisHealth, RpcCaller } from '@ecobe/messaging';
import { PersistenceModule } from '@ecobe/persistence';
import {
  CLOCK,
  LOG,
  PlatformModule,
  SETTINGS,
  ServiceHealthModule,
  databaseProbe,
  made,
} from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import { Module } from '@nestjs/common';
import type { Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CarbonForecastRepository } from './adapters/carbon-forecast.repository';
import { ForecastModelRepository } from './adapters/forecast-model.repository';
import { FORECASTING_SCHEMA } from './adapters/forecasting.schema';
import { ForecastRetentionRepository } from './adapters/forecast-retention.repository';
import { ForecastThreads } from './adapters/forecast.threads';
import { GridHoursClient } from './adapters/grid-hours.client';
import { HistoryClient } from './adapters/history.client';
import { SeriesTrainingRepository } from './adapters/series-training.repository';
import { TrainingThread } from './adapters/training.thread';
import { FindWindowController } from './features/find-window/find-window.controller';
import { FindWindowUseCase } from './features/find-window/find-window.use-case';
import { IssueForecastProcessor, queueIssue } from './features/issue-forecast/issue-forecast.processor';
import { IssueForecastUseCase } from './features/issue-forecast/issue-forecast.use-case';
import { IssueManyUseCase } from './features/issue-forecast/issue-many.use-case';
import { ObservationsRecordedController } from './features/issue-forecast/observations-recorded.controller';
import { ForecastSupply } from './features/read-forecast/forecast-supply';
import { ListModelsUseCase } from './features/manage-models/list-models.use-case';
import { ManageModelsController } from './features/manage-models/manage-models.controller';
import { RollbackModelUseCase } from './features/manage-models/rollback-model.use-case';
import { TrainedInputsReader } from './features/issue-forecast/trained-inputs';
import { ReadForecastController } from './features/read-forecast/read-forecast.controller';
import { ReadForecastUseCase } from './features/read-forecast/read-forecast.use-case';
import { forecastsProbe } from './features/report-health/forecasts.probe';
import { RetainForecastsProcessor } from './features/retain-forecasts/retain-forecasts.processor';
import { RetainForecastsUseCase } from './features/retain-forecasts/retain-forecasts.use-case';
import { RestoreSnapshotUseCase } from './features/restore-snapshot/restore-snapshot.use-case';
import { HistoryImportedController } from './features/train-model/history-imported.controller';
import { QueueTrainingsUseCase } from './features/train-model/queue-trainings.use-case';
import { TrainModelProcessor } from './features/train-model/train-model.processor';
import { TrainModelUseCase } from './features/train-model/train-model.use-case';
import { queueTraining } from './features/train-model/train-queue';
import type { TrainJob } from './features/train-model/train-queue';
import { DriftReading } from './features/watch-drift/drift-reading';
import { driftProbe } from './features/watch-drift/drift.probe';
import { ScoringModule } from './scoring.module';

/** Ways of learning that this service has, best first. */
export const MODEL_TRAINERS = Symbol('model trainers');
const DATA_SOURCE = getDataSourceToken(FORECASTING_SCHEMA.schema);

/** Who asks for a forecast that must be issued first waits 5 s in all. */
const ISSUE_READ_TIMEOUT_MS = 2_000;
/** A page of years of history may take its time; a job waits for it, nobody else. */
const TRAINING_READ_TIMEOUT_MS = 30_000;

const trainModel: Provider = {
  provide: TrainModelUseCase,
  useFactory: (
    caller: RpcCaller,
    runner: TrainingThread,
    registry: ForecastModelRepository,
    log: SeriesTrainingRepository,
    clock: Clock,
    { ECOBE_TRAINING }: Settings,
  ) => {
    const history = new HistoryClient(caller, TRAINING_READ_TIMEOUT_MS);
    const gridHours = new GridHoursClient(caller, TRAINING_READ_TIMEOUT_MS);
    return new TrainModelUseCase({ history, gridHours, runner, registry, log, clock }, ECOBE_TRAINING);
  },
  inject: [RpcCaller, TrainingThread, ForecastModelRepository, SeriesTrainingRepository, CLOCK, SETTINGS],
};

const queueTrainings: Provider = {
  provide: QueueTrainingsUseCase,
  useFactory: (
    snapshot: GridSnapshotStore,
    caller: RpcCaller,
    registry: ForecastModelRepository,
    log: SeriesTrainingRepository,
    clock: Clock,
    queues: JobQueues,
    { ECOBE_TRAINING }: Settings,
    trainers: typeof TRAINERS,
  ) => {
    const history = new HistoryClient(caller, TRAINING_READ_TIMEOUT_MS);
    const queue = async (job: TrainJob) => void (await queueTraining(queues, job));
    const ports = { snapshot, history, registry, log, clock, queue };
    return new QueueTrainingsUseCase(ports, {
      mode: ECOBE_TRAINING,
      trainers: trainers.map(({ name }) => name),
    });
  },
  inject: [
    ...[GridSnapshotStore, RpcCaller, ForecastModelRepository, SeriesTrainingRepository],
    ...[CLOCK, JobQueues, SETTINGS, MODEL_TRAINERS],
  ],
};

const health = ServiceHealthModule.forService({
  service: 'forecasting',
  imports: [ScoringModule],
  inject: [DATA_SOURCE, RedisHealth, GridSnapshotStore, CLOCK, DriftReading],
  probes: (
    dataSource: DataSource,
    redis: RedisHealth,
    snapshot: GridSnapshotStore,
    clock: Clock,
    drift: DriftReading,
  ) => ({
    database: databaseProbe(dataSource),
    redis: () => redis.check(),
    forecasts: () => forecastsProbe(snapshot, clock),
    drift: () => driftProbe(drift),
  }),
});

/** Issues forecasts and finds windows. */
@Module({
  imports: [
    PlatformModule,
    MessagingModule.forRoot(),
    PersistenceModule.forSchema(FORECASTING_SCHEMA),
    ScoringModule,
    health,
  ],
  controllers: [
    ReadForecastController,
    FindWindowController,
    ObservationsRecordedController,
    HistoryImportedController,
    ManageModelsController,
  ],
  providers: [
    made(CarbonForecastRepository, [DATA_SOURCE]),
    made(ForecastModelRepository, [DATA_SOURCE]),
    made(SeriesTrainingRepository, [DATA_SOURCE]),
    {
      provide: HistoryClient,
      useFactory: (caller: RpcCaller) => new HistoryClient(caller),
      inject: [RpcCaller],
    },
    { provide: MODEL_TRAINERS, useValue: TRAINERS },
    { provide: TrainingThread, useFactory: () => new TrainingThread() },
    {
      provide: ForecastThreads,
      useFactory: (registry: ForecastModelRepository) => new ForecastThreads(registry),
      inject: [ForecastModelRepository],
    },
    {
      provide: TrainedInputsReader,
      useFactory: (caller: RpcCaller) =>
        new TrainedInputsReader(new GridHoursClient(caller, ISSUE_READ_TIMEOUT_MS)),
      inject: [RpcCaller],
    },
    made(IssueForecastUseCase, [
      ...([HistoryClient, CarbonForecastRepository, GridSnapshotStore, CLOCK] as const),
      ...([ForecastModelRepository, TrainedInputsReader, ForecastThreads] as const),
    ]),
    {
      provide: IssueManyUseCase,
      useFactory: (issueForecast: IssueForecastUseCase, snapshot: GridSnapshotStore) =>
        new IssueManyUseCase(issueForecast, snapshot),
      inject: [IssueForecastUseCase, GridSnapshotStore],
    },
    made(RestoreSnapshotUseCase, [CarbonForecastRepository, GridSnapshotStore, CLOCK]),
    made(ForecastSupply, [CarbonForecastRepository, IssueForecastUseCase, GridSnapshotStore, CLOCK]),
    made(ReadForecastUseCase, [ForecastSupply, CLOCK]),
    made(FindWindowUseCase, [ForecastSupply, CLOCK]),
    made(IssueForecastProcessor, [JobQueues, IssueManyUseCase, RestoreSnapshotUseCase, SETTINGS, CLOCK, LOG]),
    trainModel,
    queueTrainings,
    made(ListModelsUseCase, [ForecastSupply, ForecastModelRepository, SeriesTrainingRepository]),
    {
      provide: RollbackModelUseCase,
      useFactory: (
        supply: ForecastSupply,
        registry: ForecastModelRepository,
        snapshot: GridSnapshotStore,
        queues: JobQueues,
        clock: Clock,
      ) => {
        const issueSoon = (seriesId: string) => queueIssue(queues, seriesId);
        return new RollbackModelUseCase(supply, registry, snapshot, issueSoon, clock);
      },
      inject: [ForecastSupply, ForecastModelRepository, GridSnapshotStore, JobQueues, CLOCK],
    },
    made(ForecastRetentionRepository, [DATA_SOURCE]),
    made(RetainForecastsUseCase, [ForecastRetentionRepository, CLOCK]),
    made(RetainForecastsProcessor, [JobQueues, RetainForecastsUseCase, LOG]),
    made(TrainModelProcessor, [
      ...([JobQueues, TrainModelUseCase, QueueTrainingsUseCase, TrainingThread] as const),
      ...([SETTINGS, CLOCK, LOG] as const),
    ]),
  ],
})
export class ForecastingModule {}
