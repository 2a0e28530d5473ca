import { RECORD_EMISSIONS, capacities, isCapped } from '@ecobe/contracts';
import { Inject, Module } from '@nestjs/common';
import type { OnApplicationShutdown, Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { MINUTE_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { GridSnapshotReader } from '@ecobe/contracts';
import { GridSnapshotStore, JobQueues, MessagingModule, RpcCaller } from '@ecobe/messaging';
import { Outbox, OutboxFeed } from '@ecobe/persistence';
import { CLOCK, LOG, METRICS, PlatformModule, SETTINGS, WebhookSender, made } from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import type { DataSource } from 'typeorm';
import { DispatchRepository } from './adapters/dispatch.repository';
import { ObservedIntensityClient } from './adapters/observed-intensity.client';
import { OpenWorkloadsRepository } from './adapters/open-workloads.repository';
import { PlanRetentionRepository } from './adapters/plan-retention.repository';
import { PlanningRepository, readReserved } from './adapters/planning.repository';
import { ROUTING_SCHEMA } from './adapters/routing-schema';
import { SettlingRepository } from './adapters/settling.repository';
import { WorkloadCommandsRepository } from './adapters/workload-commands.repository';
import { WorkloadIntakeRepository } from './adapters/workload-intake.repository';
import { WorkloadReaderRepository } from './adapters/workload-reader.repository';
import { AcceptWorkloadsController } from './features/accept-workloads/accept-workloads.controller';
import { AcceptWorkloadsUseCase } from './features/accept-workloads/accept-workloads.use-case';
import { ChangeWorkloadController } from './features/change-workload/change-workload.controller';
import { ChangeWorkloadUseCase } from './features/change-workload/change-workload.use-case';
import { DispatchWorkloadsProcessor } from './features/dispatch-workloads/dispatch-workloads.processor';
import { DispatchWorkloadsUseCase } from './features/dispatch-workloads/dispatch-workloads.use-case';
import { PlaceWorkController } from './features/place-work/place-work.controller';
import { PlaceWorkUseCase } from './features/place-work/place-work.use-case';
import { PlanTogether } from './features/plan-workloads/plan-together';
import { PlanWorkloadsProcessor } from './features/plan-workloads/plan-workloads.processor';
import { PlanWorkloadsUseCase } from './features/plan-workloads/plan-workloads.use-case';
import { ReadWorkloadsController } from './features/read-workloads/read-workloads.controller';
import { ReadWorkloadsUseCase } from './features/read-workloads/read-workloads.use-case';
import { RetainPlansProcessor } from './features/retain-plans/retain-plans.processor';
import { RetainPlansUseCase } from './features/retain-plans/retain-plans.use-case';
import { SettleWorkloadsProcessor } from './features/settle-workloads/settle-workloads.processor';
import { SettleWorkloadsUseCase } from './features/settle-workloads/settle-workloads.use-case';
import { SummariseSavingsController } from './features/summarise-savings/summarise-savings.controller';
import { SummariseSavingsUseCase } from './features/summarise-savings/summarise-savings.use-case';
import { WorkloadMetrics } from './features/watch-workloads/workload.metrics';
import { WorkloadSweeper } from './features/sweep-workloads/workload.sweeper';
import { OutlookBook } from './work/outlook-book';
import { RoomBook } from './work/room-book';

const DATA_SOURCE = getDataSourceToken(ROUTING_SCHEMA.schema);
/** What the emission log is to be told. */
export const EMISSION_OUTBOX = Symbol('emission outbox');
const minGain = (settings: Settings) => ({ minGainPercent: settings.ECOBE_MIN_GAIN_PERCENT });

const stores: Provider[] = [
  ...[PlanningRepository, DispatchRepository].map((store) =>
    made<unknown, [DataSource]>(store, [DATA_SOURCE]),
  ),
  {
    provide: PlanRetentionRepository,
    useFactory: (source: DataSource) => new PlanRetentionRepository(source),
    inject: [DATA_SOURCE],
  },
  made(WorkloadCommandsRepository, [DATA_SOURCE]),
  made(WorkloadReaderRepository, [DATA_SOURCE]),
  made(OpenWorkloadsRepository, [DATA_SOURCE]),
  made(WorkloadIntakeRepository, [DATA_SOURCE, Outbox]),
  made(SettlingRepository, [DATA_SOURCE, EMISSION_OUTBOX]),
  made(ObservedIntensityClient, [RpcCaller]),
  {
    provide: Outbox,
    useFactory: (source: DataSource) => new Outbox(source, ROUTING_SCHEMA.schema),
    inject: [DATA_SOURCE],
  },
  {
    provide: EMISSION_OUTBOX,
    useFactory: (source: DataSource) =>
      new Outbox(source, ROUTING_SCHEMA.schema, { table: 'emission_outbox' }),
    inject: [DATA_SOURCE],
  },
];

const knowledge: Provider[] = [
  {
    provide: OutlookBook,
    useFactory: (grid: GridSnapshotReader) => new OutlookBook(grid),
    inject: [GridSnapshotStore],
  },
  {
    provide: RoomBook,
    useFactory: (source: DataSource, settings: Settings, clock: Clock, log: Log) =>
      new RoomBook(
        (from) => readReserved(source.manager, from),
        capacities(settings),
        clock,
        (err) => {
          log.warn({ err }, 'reservations could not be read');
        },
      ),
    inject: [DATA_SOURCE, SETTINGS, CLOCK, LOG],
  },
  {
    provide: WebhookSender,
    useFactory: (settings: Settings) =>
      new WebhookSender({ allowsPrivate: settings.ECOBE_WEBHOOK_ALLOW_PRIVATE }),
    inject: [SETTINGS],
  },
];

const useCases: Provider[] = [
  {
    provide: PlaceWorkUseCase,
    useFactory: (book: OutlookBook, room: RoomBook, clock: Clock, settings: Settings) =>
      new PlaceWorkUseCase(book, room, clock, minGain(settings)),
    inject: [OutlookBook, RoomBook, CLOCK, SETTINGS],
  },
  {
    provide: AcceptWorkloadsUseCase,
    useFactory: (
      intake: WorkloadIntakeRepository,
      book: OutlookBook,
      processor: PlanWorkloadsProcessor,
      clock: Clock,
      settings: Settings,
    ) => {
      const accepting = {
        ...minGain(settings),
        allowsPrivateWebhooks: settings.ECOBE_WEBHOOK_ALLOW_PRIVATE,
        hasWebhookSecret: settings.ECOBE_WEBHOOK_SECRET !== undefined,
      };
      return new AcceptWorkloadsUseCase(intake, book, clock, accepting, () => {
        processor.nudge();
      });
    },
    inject: [WorkloadIntakeRepository, OutlookBook, PlanWorkloadsProcessor, CLOCK, SETTINGS],
  },
  {
    provide: PlanWorkloadsUseCase,
    useFactory: (
      store: PlanningRepository,
      book: OutlookBook,
      wakes: DispatchWorkloadsProcessor,
      clock: Clock,
      settings: Settings,
    ) => {
      const planning = { ...minGain(settings), capKwOf: capacities(settings), isCapped: isCapped(settings) };
      const knowledge = { book, clock, settings: planning };
      const together = new PlanTogether(store, knowledge);
      return new PlanWorkloadsUseCase(store, knowledge, together, (startsMs) => {
        wakes.wakeAt(startsMs);
      });
    },
    inject: [PlanningRepository, OutlookBook, DispatchWorkloadsProcessor, CLOCK, SETTINGS],
  },
  {
    provide: DispatchWorkloadsUseCase,
    useFactory: (
      store: DispatchRepository,
      sender: WebhookSender,
      clock: Clock,
      settings: Settings,
      log: Log,
    ) => {
      const { ECOBE_WEBHOOK_SECRET: webhookSecret, ECOBE_CLOCK_SPEED: clockSpeed } = settings;
      const lateStartMs = settings.ECOBE_LATE_START_MINUTES * MINUTE_MS;
      const send = sender.send.bind(sender);
      return new DispatchWorkloadsUseCase(
        store,
        send,
        clock,
        { webhookSecret, clockSpeed, lateStartMs },
        (err) => {
          log.warn({ err }, 'what became of a start could not be kept; it is tried again');
        },
      );
    },
    inject: [DispatchRepository, WebhookSender, CLOCK, SETTINGS, LOG],
  },
  made(SettleWorkloadsUseCase, [SettlingRepository, ObservedIntensityClient, CLOCK]),
  made(ReadWorkloadsUseCase, [WorkloadReaderRepository]),
  {
    provide: RetainPlansUseCase,
    useFactory: (retention: PlanRetentionRepository, clock: Clock, settings: Settings) =>
      new RetainPlansUseCase(retention, clock, settings.ECOBE_HISTORY_DAYS),
    inject: [PlanRetentionRepository, CLOCK, SETTINGS],
  },
  {
    provide: ChangeWorkloadUseCase,
    useFactory: (
      commands: WorkloadCommandsRepository,
      reader: WorkloadReaderRepository,
      clock: Clock,
      settings: Settings,
    ) => new ChangeWorkloadUseCase(commands, reader, clock, settings.ECOBE_CLOCK_SPEED),
    inject: [WorkloadCommandsRepository, WorkloadReaderRepository, CLOCK, SETTINGS],
  },
  made(SummariseSavingsUseCase, [WorkloadReaderRepository, CLOCK]),
];

const background: Provider[] = [
  {
    provide: OutboxFeed,
    useFactory: OutboxFeed.telling(RECORD_EMISSIONS),
    inject: [EMISSION_OUTBOX, RpcCaller, LOG],
  },
  made(WorkloadMetrics, [METRICS, OpenWorkloadsRepository, CLOCK, LOG]),
  made(PlanWorkloadsProcessor, [JobQueues, Outbox, PlanWorkloadsUseCase, SETTINGS, LOG]),
  made(DispatchWorkloadsProcessor, [JobQueues, DispatchWorkloadsUseCase, SETTINGS, CLOCK, LOG]),
  made(SettleWorkloadsProcessor, [JobQueues, SettleWorkloadsUseCase, SETTINGS, LOG]),
  made(RetainPlansProcessor, [JobQueues, RetainPlansUseCase, SETTINGS, LOG]),
  made(WorkloadSweeper, [PlanWorkloadsUseCase, DispatchWorkloadsUseCase, SETTINGS, LOG]),
];

/** Where and when work runs: placed, taken on, planned until it starts, handed over, settled. */
@Module({
  imports: [PlatformModule, MessagingModule.forRoot()],
  controllers: [
    ...[PlaceWorkController, AcceptWorkloadsController, ReadWorkloadsController],
    ...[ChangeWorkloadController, SummariseSavingsController],
  ],
  providers: [...stores, ...knowledge, ...useCases, ...background],
  exports: [EMISSION_OUTBOX],
})
export class WorkloadsModule implements OnApplicationShutdown {
  constructor(@Inject(WebhookSender) private readonly sender: WebhookSender) {}

  async onApplicationShutdown(): Promise<void> {
    await this.sender.close();
  }
}
