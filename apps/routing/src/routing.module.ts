import { Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { Clock } from '@ecobe/carbon';
import type { GridSnapshotReader } from '@ecobe/contracts';
import { GridSnapshotStore, MessagingModule, RedisHealth } from '@ecobe/messaging';
import { PersistenceModule, outboxCheck } from '@ecobe/persistence';
import type { Outbox } from '@ecobe/persistence';
import { CLOCK, PlatformModule, SETTINGS, ServiceHealthModule, databaseProbe } from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import type { DataSource } from 'typeorm';
import { DecisionRepository } from './adapters/decision.repository';
import { ROUTING_SCHEMA } from './adapters/routing-schema';
import { EstimateEnergyController } from './features/estimate-energy/estimate-energy.controller';
import { EstimateEnergyUseCase } from './features/estimate-energy/estimate-energy.use-case';
import { ReadDecisionController } from './features/read-decision/read-decision.controller';
import { ReadDecisionUseCase } from './features/read-decision/read-decision.use-case';
import { ReplayDecisionController } from './features/replay-decision/replay-decision.controller';
import { ReplayDecisionUseCase } from './features/replay-decision/replay-decision.use-case';
import { RouteGreenController } from './features/route-green/route-green.controller';
import { RouteGreenUseCase } from './features/route-green/route-green.use-case';
import type { DecisionStore } from './ports/decision-store';
import { EMISSION_OUTBOX, WorkloadsModule } from './workloads.module';

const DATA_SOURCE = getDataSourceToken(ROUTING_SCHEMA.schema);
const DECISION_STORE = Symbol('decision store');
const limits = (settings: Settings) => ({ defaultMaxCarbonGPerKwh: settings.DEFAULT_MAX_CARBON_G_PER_KWH });

/** Decides where work runs, and keeps the evidence. */
@Module({
  imports: [
    PlatformModule,
    MessagingModule.forRoot(),
    PersistenceModule.forSchema(ROUTING_SCHEMA),
    WorkloadsModule,
    ServiceHealthModule.forService({
      service: 'routing',
      imports: [WorkloadsModule],
      inject: [DATA_SOURCE, RedisHealth, EMISSION_OUTBOX],
      probes: (source: DataSource, redis: RedisHealth, emissions: Outbox) => ({
        database: databaseProbe(source),
        redis: () => redis.check(),
        emissionLog: () => outboxCheck(emissions),
      }),
    }),
  ],
  controllers: [
    RouteGreenController,
    EstimateEnergyController,
    ReadDecisionController,
    ReplayDecisionController,
  ],
  providers: [
    {
      provide: DECISION_STORE,
      useFactory: (source: DataSource) => new DecisionRepository(source),
      inject: [DATA_SOURCE],
    },
    {
      provide: RouteGreenUseCase,
      useFactory: (grid: GridSnapshotReader, decisions: DecisionStore, clock: Clock, settings: Settings) =>
        new RouteGreenUseCase(grid, decisions, clock, limits(settings)),
      inject: [GridSnapshotStore, DECISION_STORE, CLOCK, SETTINGS],
    },
    {
      provide: EstimateEnergyUseCase,
      useFactory: (grid: GridSnapshotReader, clock: Clock, settings: Settings) =>
        new EstimateEnergyUseCase(grid, clock, limits(settings)),
      inject: [GridSnapshotStore, CLOCK, SETTINGS],
    },
    ...[ReadDecisionUseCase, ReplayDecisionUseCase].map((useCase) => ({
      provide: useCase,
      useFactory: (decisions: DecisionStore) => new useCase(decisions),
      inject: [DECISION_STORE],
    })),
  ],
})
export class RoutingModule {}
