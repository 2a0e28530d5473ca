import { Module } from '@nestjs/common';
import type { Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { Clock } from '@ecobe/carbon';
import { OFFSET_NEEDED } from '@ecobe/contracts';
import { EventPublisher, JobQueues, MessagingModule, RedisHealth } from '@ecobe/messaging';
import { PersistenceModule } from '@ecobe/persistence';
import {
  CLOCK,
  LOG,
  PageProbe,
  PlatformModule,
  SETTINGS,
  ServiceHealthModule,
  databaseProbe,
  made,
} from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import type { DataSource } from 'typeorm';
import { AuditChainRepository } from './adapters/audit-chain.repository';
import { CommandRetentionRepository } from './adapters/command-retention.repository';
import { CreditReaderRepository } from './adapters/credit-reader.repository';
import { CREDITS_SCHEMA } from './adapters/credits-schema';
import { EmissionLogRepository } from './adapters/emission-log.repository';
import { LedgerCorrectionsRepository } from './adapters/ledger-corrections.repository';
import { LedgerRepository } from './adapters/ledger.repository';
import { OutboxEventRepository } from './adapters/outbox-event.repository';
import { PolicyRepository } from './adapters/policy.repository';
import { CertificateChecksRepository } from './adapters/certificate-checks.repository';
import { StatusChangesRepository } from './adapters/status-changes.repository';
import { ReportRepository } from './adapters/report.repository';
import { RetirementBookRepository } from './adapters/retirement-book.repository';
import { AutoOffsetController } from './features/auto-offset/auto-offset.controller';
import { AutoOffsetUseCase } from './features/auto-offset/auto-offset.use-case';
import { CancelCreditController } from './features/cancel-credit/cancel-credit.controller';
import { CancelCreditUseCase } from './features/cancel-credit/cancel-credit.use-case';
import { CheckCertificatesProcessor } from './features/check-certificates/check-certificates.processor';
import { CheckCertificatesUseCase } from './features/check-certificates/check-certificates.use-case';
import { HoldCreditController } from './features/hold-credit/hold-credit.controller';
import { HoldCreditUseCase } from './features/hold-credit/hold-credit.use-case';
import { MarkRetirementController } from './features/mark-retirement/mark-retirement.controller';
import { MarkRetirementUseCase } from './features/mark-retirement/mark-retirement.use-case';
import { ExpireCreditsProcessor } from './features/expire-credits/expire-credits.processor';
import { ExpireCreditsUseCase } from './features/expire-credits/expire-credits.use-case';
import { ListCreditsController } from './features/list-credits/list-credits.controller';
import { ListCreditsUseCase } from './features/list-credits/list-credits.use-case';
import { ListEmissionsController } from './features/list-emissions/list-emissions.controller';
import { ListEmissionsUseCase } from './features/list-emissions/list-emissions.use-case';
import { PruneCommandsProcessor } from './features/prune-commands/prune-commands.processor';
import { PurchaseCreditsController } from './features/purchase-credits/purchase-credits.controller';
import { PurchaseCreditsUseCase } from './features/purchase-credits/purchase-credits.use-case';
import { ReadBalanceController } from './features/read-balance/read-balance.controller';
import { ReadBalanceUseCase } from './features/read-balance/read-balance.use-case';
import { RecordEmissionsController } from './features/record-emissions/record-emissions.controller';
import { RecordEmissionsUseCase } from './features/record-emissions/record-emissions.use-case';
import { ReportSustainabilityController } from './features/report-sustainability/report-sustainability.controller';
import { ReportSustainabilityUseCase } from './features/report-sustainability/report-sustainability.use-case';
import { RetireCreditsController } from './features/retire-credits/retire-credits.controller';
import { RetireCreditsUseCase } from './features/retire-credits/retire-credits.use-case';
import { ReverseRetirementController } from './features/reverse-retirement/reverse-retirement.controller';
import { ReverseRetirementUseCase } from './features/reverse-retirement/reverse-retirement.use-case';
import { RunOffsetPoliciesProcessor } from './features/run-offset-policies/run-offset-policies.processor';
import { RunOffsetPoliciesUseCase } from './features/run-offset-policies/run-offset-policies.use-case';
import { SetOffsetPolicyController } from './features/set-offset-policy/set-offset-policy.controller';
import { SetOffsetPolicyUseCase } from './features/set-offset-policy/set-offset-policy.use-case';
import { SealLedgerProcessor } from './features/seal-ledger/seal-ledger.processor';
import { TellLedgerProcessor } from './features/tell-ledger/tell-ledger.processor';

const DATA_SOURCE = getDataSourceToken(CREDITS_SCHEMA.schema);

const stores: Provider[] = [
  made(LedgerRepository, [DATA_SOURCE]),
  made(CreditReaderRepository, [DATA_SOURCE]),
  made(CommandRetentionRepository, [DATA_SOURCE]),
  made(OutboxEventRepository, [DATA_SOURCE]),
  made(EmissionLogRepository, [DATA_SOURCE]),
  made(AuditChainRepository, [DATA_SOURCE]),
  made(LedgerCorrectionsRepository, [DATA_SOURCE]),
  made(PolicyRepository, [DATA_SOURCE]),
  made(ReportRepository, [DATA_SOURCE]),
  made(RetirementBookRepository, [DATA_SOURCE]),
  made(StatusChangesRepository, [DATA_SOURCE]),
  made(CertificateChecksRepository, [DATA_SOURCE]),
  { provide: PageProbe, useFactory: () => new PageProbe({ allowsPrivate: false }) },
];

const useCases: Provider[] = [
  {
    provide: PurchaseCreditsUseCase,
    useFactory: (ledger: LedgerRepository, clock: Clock, settings: Settings) =>
      new PurchaseCreditsUseCase(ledger, clock, settings.ECOBE_CERTIFICATE_HOSTS),
    inject: [LedgerRepository, CLOCK, SETTINGS],
  },
  {
    provide: RunOffsetPoliciesUseCase,
    useFactory: (
      policies: PolicyRepository,
      ledger: LedgerRepository,
      clock: Clock,
      events: EventPublisher,
      log: Log,
    ) =>
      new RunOffsetPoliciesUseCase(
        policies,
        ledger,
        clock,
        (needed) => events.emit(OFFSET_NEEDED, needed),
        (organizationId, err) => {
          log.warn({ err, organizationId }, 'an offset policy failed; the next round tries again');
        },
      ),
    inject: [PolicyRepository, LedgerRepository, CLOCK, EventPublisher, LOG],
  },
  made(PruneCommandsProcessor, [JobQueues, CommandRetentionRepository, LOG]),
  made(RunOffsetPoliciesProcessor, [JobQueues, RunOffsetPoliciesUseCase]),
  made(SetOffsetPolicyUseCase, [PolicyRepository]),
  made(RetireCreditsUseCase, [RetirementBookRepository, CLOCK]),
  made(AutoOffsetUseCase, [LedgerRepository, CLOCK]),
  made(ListCreditsUseCase, [CreditReaderRepository]),
  made(RecordEmissionsUseCase, [EmissionLogRepository]),
  made(ListEmissionsUseCase, [EmissionLogRepository]),
  made(ReadBalanceUseCase, [CreditReaderRepository]),
  made(ReportSustainabilityUseCase, [ReportRepository, CLOCK]),
  made(TellLedgerProcessor, [OutboxEventRepository, EventPublisher, LOG]),
  made(SealLedgerProcessor, [AuditChainRepository, LOG]),
  {
    provide: ExpireCreditsUseCase,
    useFactory: (corrections: LedgerCorrectionsRepository, log: Log) =>
      new ExpireCreditsUseCase(corrections, (organizationId, err) => {
        log.warn({ err, organizationId }, 'credits could not be expired; the next round tries again');
      }),
    inject: [LedgerCorrectionsRepository, LOG],
  },
  made(ExpireCreditsProcessor, [JobQueues, ExpireCreditsUseCase, LOG]),
  made(ReverseRetirementUseCase, [LedgerCorrectionsRepository]),
  {
    provide: MarkRetirementUseCase,
    useFactory: (changes: StatusChangesRepository, settings: Settings) =>
      new MarkRetirementUseCase(changes, settings.ECOBE_CERTIFICATE_HOSTS),
    inject: [StatusChangesRepository, SETTINGS],
  },
  {
    provide: CheckCertificatesUseCase,
    useFactory: (checks: CertificateChecksRepository, probe: PageProbe, settings: Settings) =>
      new CheckCertificatesUseCase(checks, probe, settings.ECOBE_CERTIFICATE_HOSTS),
    inject: [CertificateChecksRepository, PageProbe, SETTINGS],
  },
  {
    provide: CheckCertificatesProcessor,
    useFactory: (
      queues: JobQueues,
      check: CheckCertificatesUseCase,
      probe: PageProbe,
      settings: Settings,
      log: Log,
    ) => new CheckCertificatesProcessor(queues, check, probe, settings.asksLiveProviders, log),
    inject: [JobQueues, CheckCertificatesUseCase, PageProbe, SETTINGS, LOG],
  },
  made(HoldCreditUseCase, [StatusChangesRepository]),
  made(CancelCreditUseCase, [StatusChangesRepository]),
];

/** Credits, emissions and reports: books that balance to the gram. */
@Module({
  imports: [
    PlatformModule,
    MessagingModule.forRoot(),
    PersistenceModule.forSchema(CREDITS_SCHEMA),
    ServiceHealthModule.forService({
      service: 'credits',
      inject: [DATA_SOURCE, RedisHealth],
      probes: (source: DataSource, redis: RedisHealth) => ({
        database: databaseProbe(source),
        redis: () => redis.check(),
      }),
    }),
  ],
  controllers: [
    ...[
      PurchaseCreditsController,
      RetireCreditsController,
      AutoOffsetController,
      ReverseRetirementController,
      MarkRetirementController,
      HoldCreditController,
      CancelCreditController,
      SetOffsetPolicyController,
    ],
    ...[ListCreditsController, ReadBalanceController, RecordEmissionsController, ListEmissionsController],
    ReportSustainabilityController,
  ],
  providers: [...stores, ...useCases],
})
export class CreditsModule {}
