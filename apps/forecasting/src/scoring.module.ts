import type { Clock } from '@ecobe/carbon';
import { GridSnapshotStore, JobQueues, MessagingModule, RpcCaller } from '@ecobe/messaging';
import { CLOCK, LOG, METRICS, PlatformModule, SETTINGS, made } from '@ecobe/platform';
import { Module } from '@nestjs/common';
import type { Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { CarbonForecastRepository } from './adapters/carbon-forecast.repository';
import { ForecastDriftRepository } from './adapters/forecast-drift.repository';
import { ForecastScoreRepository } from './adapters/forecast-score.repository';
import { FORECASTING_SCHEMA } from './adapters/forecasting.schema';
import { HistoryClient } from './adapters/history.client';
import { ReadAccuracyController } from './features/read-accuracy/read-accuracy.controller';
import { ReadAccuracyUseCase } from './features/read-accuracy/read-accuracy.use-case';
import { ScoreForecastsProcessor } from './features/score-forecasts/score-forecasts.processor';
import { ScoreManyUseCase } from './features/score-forecasts/score-many.use-case';
import { ScoreSeriesUseCase } from './features/score-forecasts/score-series.use-case';
import { TruthRecordedController } from './features/score-forecasts/truth-recorded.controller';
import { queueTraining } from './features/train-model/train-queue';
import { DriftReading } from './features/watch-drift/drift-reading';
import { DriftMetrics } from './features/watch-drift/drift.metrics';
import { WatchDriftUseCase } from './features/watch-drift/watch-drift.use-case';

const DATA_SOURCE = getDataSourceToken(FORECASTING_SCHEMA.schema);

/** A year of a series may take its time; a job waits for it, nobody else. */
const READ_TIMEOUT_MS = 15_000;

const watchDrift: Provider = {
  provide: WatchDriftUseCase,
  inject: [ForecastScoreRepository, ForecastDriftRepository, JobQueues, CLOCK],
  useFactory: (
    scores: ForecastScoreRepository,
    log: ForecastDriftRepository,
    queues: JobQueues,
    clock: Clock,
  ) =>
    new WatchDriftUseCase(
      scores,
      log,
      async (seriesId) => void (await queueTraining(queues, { seriesId, reason: 'drift' })),
      clock,
    ),
};

/** Judges what was issued when the truth arrives, tells it, and watches for drift. */
@Module({
  imports: [PlatformModule, MessagingModule.forRoot()],
  controllers: [TruthRecordedController, ReadAccuracyController],
  providers: [
    made(CarbonForecastRepository, [DATA_SOURCE]),
    made(ForecastScoreRepository, [DATA_SOURCE]),
    made(ForecastDriftRepository, [DATA_SOURCE]),
    {
      provide: HistoryClient,
      useFactory: (caller: RpcCaller) => new HistoryClient(caller, READ_TIMEOUT_MS),
      inject: [RpcCaller],
    },
    made(ScoreSeriesUseCase, [HistoryClient, CarbonForecastRepository, ForecastScoreRepository, CLOCK]),
    made(ScoreManyUseCase, [ScoreSeriesUseCase, ForecastScoreRepository, CLOCK]),
    watchDrift,
    made(ScoreForecastsProcessor, [JobQueues, ScoreManyUseCase, WatchDriftUseCase, SETTINGS, CLOCK, LOG]),
    made(DriftReading, [WatchDriftUseCase]),
    made(DriftMetrics, [METRICS, DriftReading, LOG]),
    made(ReadAccuracyUseCase, [ForecastScoreRepository, CarbonForecastRepository, GridSnapshotStore, CLOCK]),
  ],
  exports: [DriftReading],
})
export class ScoringModule {}
