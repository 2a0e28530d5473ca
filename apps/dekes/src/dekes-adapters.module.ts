import { RECORD_EMISSIONS } from '@ecobe/contracts';
import { MessagingModule, RpcCaller } from '@ecobe/messaging';
import { Outbox, OutboxFeed, PersistenceModule } from '@ecobe/persistence';
import { LOG, PlatformModule, SETTINGS, WebhookSender, made } from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import { Inject, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { AnalyticsRepository } from './adapters/analytics.repository';
import { BatchRepository } from './adapters/batch.repository';
import { DekesApiClient } from './adapters/dekes-api.client';
import { DEKES_SCHEMA } from './adapters/dekes.schema';
import { DispatchRepository } from './adapters/dispatch.repository';
import { MessageRepository } from './adapters/message.repository';
import { ObservedClient } from './adapters/observed.client';
import { RoomRepository } from './adapters/room.repository';
import { SettlementRepository } from './adapters/settlement.repository';
import { WebhookRunCaller } from './adapters/webhook-run.caller';
import { WorkloadRepository } from './adapters/workload.repository';
import { DEKES_POLICY, dekesPolicy } from './dekes.config';
import type { DekesPolicy } from './dekes.config';
import { RunRoom } from './run-planning/run-room';

const DATA_SOURCE = getDataSourceToken(DEKES_SCHEMA.schema);
/** A callbackUrl must answer soon: what it starts takes minutes anyway. */
const CALL_TIMEOUT_MS = 10_000;
/** What the emission log is to be told. */
export const EMISSION_OUTBOX = Symbol('emission outbox');

const adapters = [
  { provide: DEKES_POLICY, useFactory: dekesPolicy, inject: [SETTINGS] },
  {
    provide: Outbox,
    useFactory: (source: DataSource) => new Outbox(source, DEKES_SCHEMA.schema),
    inject: [DATA_SOURCE],
  },
  made(WorkloadRepository, [DATA_SOURCE, Outbox]),
  made(BatchRepository, [DATA_SOURCE]),
  made(DispatchRepository, [DATA_SOURCE]),
  made(RoomRepository, [DATA_SOURCE]),
  made(RunRoom, [RoomRepository, DEKES_POLICY]),
  {
    provide: EMISSION_OUTBOX,
    useFactory: (source: DataSource) => new Outbox(source, DEKES_SCHEMA.schema, { table: 'emission_outbox' }),
    inject: [DATA_SOURCE],
  },
  made(SettlementRepository, [DATA_SOURCE, Outbox, EMISSION_OUTBOX]),
  {
    provide: OutboxFeed,
    useFactory: OutboxFeed.telling(RECORD_EMISSIONS),
    inject: [EMISSION_OUTBOX, RpcCaller, LOG],
  },
  made(MessageRepository, [DATA_SOURCE, Outbox]),
  made(AnalyticsRepository, [DATA_SOURCE]),
  made(ObservedClient, [RpcCaller]),
  {
    provide: DekesApiClient,
    useFactory: (settings: Settings) => new DekesApiClient(settings),
    inject: [SETTINGS],
  },
  {
    provide: WebhookSender,
    useFactory: ({ webhooks: { allowsPrivate } }: DekesPolicy) =>
      new WebhookSender({ allowsPrivate, timeoutMs: CALL_TIMEOUT_MS }),
    inject: [DEKES_POLICY],
  },
  {
    provide: WebhookRunCaller,
    useFactory: (sender: WebhookSender, settings: Settings) =>
      new WebhookRunCaller(sender, settings.ECOBE_WEBHOOK_SECRET ?? null),
    inject: [WebhookSender, SETTINGS],
  },
];

/** The store, DEKES and the owners of runs, as everything in this app meets them. */
@Module({
  imports: [PlatformModule, MessagingModule.forRoot(), PersistenceModule.forSchema(DEKES_SCHEMA)],
  providers: adapters,
  exports: [
    ...[PersistenceModule, DEKES_POLICY, Outbox, WorkloadRepository, BatchRepository, DispatchRepository],
    ...[SettlementRepository, MessageRepository, AnalyticsRepository, ObservedClient, DekesApiClient],
    ...[WebhookRunCaller, RunRoom, EMISSION_OUTBOX],
  ],
})
export class DekesAdaptersModule implements OnApplicationShutdown {
  constructor(
    @Inject(DekesApiClient) private readonly dekes: DekesApiClient,
    @Inject(WebhookSender) private readonly sender: WebhookSender,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.dekes.close(), this.sender.close()]);
  }
}
