import type { Clock } from '@ecobe/carbon';
import { GridSnapshotStore, JobQueues, MessagingModule, RedisHealth } from '@ecobe/messaging';
import { Outbox, outboxCheck } from '@ecobe/persistence';
import {
  CLOCK,
  LOG,
  PlatformModule,
  SETTINGS,
  ServiceHealthModule,
  databaseProbe,
  made,
} from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import { Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { AnalyticsRepository } from './adapters/analytics.repository';
import { BatchRepository } from './adapters/batch.repository';
import { DekesApiClient } from './adapters/dekes-api.client';
import { DEKES_SCHEMA } from './adapters/dekes.schema';
import { DispatchRepository } from './adapters/dispatch.repository';
import { HistoryRetentionRepository } from './adapters/history-retention.repository';
import { MessageRepository } from './adapters/message.repository';
import { ObservedClient } from './adapters/observed.client';
import { SettlementRepository } from './adapters/settlement.repository';
import { WebhookRunCaller } from './adapters/webhook-run.caller';
import { WorkloadRepository } from './adapters/workload.repository';
import { DekesAdaptersModule, EMISSION_OUTBOX } from './dekes-adapters.module';
import { DEKES_POLICY } from './dekes.config';
import type { DekesPolicy } from './dekes.config';
import { CompleteRunController } from './features/complete-run/complete-run.controller';
import { CompleteRunUseCase } from './features/complete-run/complete-run.use-case';
import { DispatchRunsUseCase } from './features/dispatch-runs/dispatch-runs.use-case';
import { RunSweeper } from './features/dispatch-runs/run.sweeper';
import { RunRoundProcessor } from './features/dispatch-runs/run-round.processor';
import { ListWorkloadsController } from './features/list-workloads/list-workloads.controller';
import { ListWorkloadsUseCase } from './features/list-workloads/list-workloads.use-case';
import { OptimizeQueryController } from './features/optimize-query/optimize-query.controller';
import { OptimizeQueryUseCase } from './features/optimize-query/optimize-query.use-case';
import { ReadAnalyticsController } from './features/read-analytics/read-analytics.controller';
import { ReadAnalyticsUseCase } from './features/read-analytics/read-analytics.use-case';
import { ReadBatchController } from './features/read-batch/read-batch.controller';
import { ReadBatchUseCase } from './features/read-batch/read-batch.use-case';
import { ReplanBatchesUseCase } from './features/replan-batches/replan-batches.use-case';
import { ReportCarbonController } from './features/report-carbon/report-carbon.controller';
import { ReportCarbonUseCase } from './features/report-carbon/report-carbon.use-case';
import { deliveryCheck } from './features/report-health/dekes.probe';
import { RetainHistoryProcessor } from './features/retain-history/retain-history.processor';
import { RetainHistoryUseCase } from './features/retain-history/retain-history.use-case';
import { RetryRunController } from './features/retry-run/retry-run.controller';
import { RetryRunUseCase } from './features/retry-run/retry-run.use-case';
import { RouteRunController } from './features/route-run/route-run.controller';
import { RouteRunUseCase } from './features/route-run/route-run.use-case';
import { startsListener } from './features/schedule-batch/starts-listener';
import { ScheduleBatchController } from './features/schedule-batch/schedule-batch.controller';
import { ScheduleBatchUseCase } from './features/schedule-batch/schedule-batch.use-case';
import { SettleRunsUseCase } from './features/settle-runs/settle-runs.use-case';
import { DekesBreaker } from './features/tell-dekes/dekes-breaker';
import { TellDekesProcessor } from './features/tell-dekes/tell-dekes.processor';
import { TellDekesUseCase } from './features/tell-dekes/tell-dekes.use-case';
import { RunRoom } from './run-planning/run-room';

const DATA_SOURCE = getDataSourceToken(DEKES_SCHEMA.schema);

const scheduleBatch = {
  provide: ScheduleBatchUseCase,
  useFactory: (
    grid: GridSnapshotStore,
    batches: BatchRepository,
    readBatch: ReadBatchUseCase,
    clock: Clock,
    policy: DekesPolicy,
    room: RunRoom,
    queues: JobQueues,
    settings: Settings,
    log: Log,
  ) => {
    const onAccepted = startsListener(queues, clock, settings.ECOBE_CLOCK_SPEED, log);
    return new ScheduleBatchUseCase(grid, batches, readBatch, clock, policy, room, onAccepted);
  },
  inject: [
    GridSnapshotStore,
    BatchRepository,
    ReadBatchUseCase,
    CLOCK,
    DEKES_POLICY,
    RunRoom,
    JobQueues,
    SETTINGS,
    LOG,
  ],
};

const useCases = [
  made(OptimizeQueryUseCase, [GridSnapshotStore, WorkloadRepository, CLOCK, DEKES_POLICY, RunRoom]),
  made(RouteRunUseCase, [GridSnapshotStore, WorkloadRepository, CLOCK, DEKES_POLICY, RunRoom]),
  made(ReadBatchUseCase, [BatchRepository]),
  scheduleBatch,
  made(ReplanBatchesUseCase, [GridSnapshotStore, BatchRepository, CLOCK, DEKES_POLICY, RunRoom]),
  made(DispatchRunsUseCase, [DispatchRepository, WebhookRunCaller, CLOCK]),
  made(ReportCarbonUseCase, [WorkloadRepository, CLOCK]),
  made(CompleteRunUseCase, [WorkloadRepository, CLOCK]),
  made(RetryRunUseCase, [
    ...[DispatchRepository, WorkloadRepository, GridSnapshotStore, CLOCK, DEKES_POLICY, RunRoom],
  ]),
  made(SettleRunsUseCase, [SettlementRepository, ObservedClient, CLOCK, DEKES_POLICY]),
  made(ListWorkloadsUseCase, [WorkloadRepository, SettlementRepository, MessageRepository, DekesApiClient]),
  made(ReadAnalyticsUseCase, [
    ...[AnalyticsRepository, WorkloadRepository, SettlementRepository, MessageRepository, DekesApiClient],
  ]),
  { provide: DekesBreaker, useFactory: () => new DekesBreaker() },
  made(TellDekesUseCase, [MessageRepository, DekesApiClient, CLOCK, DekesBreaker]),
  made(TellDekesProcessor, [JobQueues, Outbox, TellDekesUseCase, DekesApiClient, LOG]),
  {
    provide: RetainHistoryUseCase,
    useFactory: (source: DataSource, clock: Clock, settings: Settings) =>
      new RetainHistoryUseCase(new HistoryRetentionRepository(source), clock, settings.ECOBE_HISTORY_DAYS),
    inject: [DATA_SOURCE, CLOCK, SETTINGS],
  },
  made(RetainHistoryProcessor, [JobQueues, RetainHistoryUseCase, SETTINGS, LOG]),
  made(RunSweeper, [DispatchRunsUseCase, SETTINGS, LOG]),
  made(RunRoundProcessor, [
    ...[JobQueues, DispatchRunsUseCase, ReplanBatchesUseCase, SettleRunsUseCase, SETTINGS, CLOCK, LOG],
  ]),
];

/** The way in and out for DEKES: its words in, our decisions out; batches over hours, reports back. */
@Module({
  imports: [
    PlatformModule,
    MessagingModule.forRoot(),
    DekesAdaptersModule,
    ServiceHealthModule.forService({
      service: 'dekes',
      imports: [DekesAdaptersModule],
      inject: [DATA_SOURCE, RedisHealth, MessageRepository, DekesApiClient, CLOCK, EMISSION_OUTBOX],
      probes: (
        source: DataSource,
        redis: RedisHealth,
        messages: MessageRepository,
        dekes: DekesApiClient,
        clock: Clock,
        emissions: Outbox,
      ) => ({
        database: databaseProbe(source),
        redis: () => redis.check(),
        delivery: () => deliveryCheck(messages, dekes, clock),
        emissionLog: () => outboxCheck(emissions),
      }),
    }),
  ],
  controllers: [
    ...[OptimizeQueryController, RouteRunController, ScheduleBatchController, ReadBatchController],
    RetryRunController,
    ...[ReportCarbonController, CompleteRunController, ListWorkloadsController, ReadAnalyticsController],
  ],
  providers: useCases,
})
export class DekesModule {}
