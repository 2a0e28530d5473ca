import { Module } from '@nestjs/common';
import { healthOf } from '@ecobe/contracts';
import { MessagingModule, RedisHealth, RpcCaller } from '@ecobe/messaging';
import { PlatformModule } from '@ecobe/platform';
import { CheckHealthController } from './features/check-health/check-health.controller';
import { CheckHealth } from './features/check-health/check-health.use-case';
import { FindWindowController } from './features/find-window/find-window.controller';
import { ListCloudRegionsController } from './features/list-cloud-regions/list-cloud-regions.controller';
import { ListModelsController } from './features/list-models/list-models.controller';
import { ListZonesController } from './features/list-zones/list-zones.controller';
import { ReadAccuracyController } from './features/read-accuracy/read-accuracy.controller';
import { ReadCurrentIntensityController } from './features/read-current-intensity/read-current-intensity.controller';
import { ReadForecastController } from './features/read-forecast/read-forecast.controller';
import { EnergyEquationController } from './features/estimate-energy/energy-equation.controller';
import { DecisionsController } from './features/read-decision/decisions.controller';
import { ReadHistoryController } from './features/read-history/read-history.controller';
import { ReadMetricsController } from './features/read-metrics/read-metrics.controller';
import { PlaceWorkController } from './features/place-work/place-work.controller';
import { ReportSustainabilityController } from './features/report-sustainability/report-sustainability.controller';
import { RouteGreenController } from './features/route-green/route-green.controller';
import { DekesQueriesController } from './features/speak-dekes/dekes-queries.controller';
import { DekesRunsController } from './features/speak-dekes/dekes-runs.controller';
import { WorkloadsController } from './features/schedule-workloads/workloads.controller';
import { AutoOffsetController } from './features/keep-credits/auto-offset.controller';
import { OffsetPoliciesController } from './features/keep-credits/offset-policies.controller';
import { CreditsController } from './features/keep-credits/credits.controller';
import { ListEmissionsController } from './features/list-emissions/list-emissions.controller';
import { SummariseSavingsController } from './features/summarise-savings/summarise-savings.controller';

/** Services whose health counts; each one that joins is added here. */
const SERVICES = ['ingestion', 'forecasting', 'routing', 'credits', 'dekes'];
const HEALTH_TIMEOUT_MS = 1_000;

const checkHealth = {
  provide: CheckHealth,
  inject: [RpcCaller, RedisHealth],
  useFactory: (services: RpcCaller, redis: RedisHealth) =>
    new CheckHealth(
      SERVICES,
      (service) => services.call(healthOf(service), {}, { timeoutMs: HEALTH_TIMEOUT_MS }),
      () => redis.check(),
    ),
};

/** The public edge: owns no rule and no table. */
@Module({
  imports: [PlatformModule, MessagingModule.forRoot()],
  controllers: [
    CheckHealthController,
    ReadMetricsController,
    ListZonesController,
    ListCloudRegionsController,
    ReadCurrentIntensityController,
    ReadHistoryController,
    ReadForecastController,
    FindWindowController,
    ListModelsController,
    ReadAccuracyController,
    RouteGreenController,
    EnergyEquationController,
    DecisionsController,
    DekesQueriesController,
    DekesRunsController,
    PlaceWorkController,
    WorkloadsController,
    SummariseSavingsController,
    AutoOffsetController,
    CreditsController,
    OffsetPoliciesController,
    ListEmissionsController,
    ReportSustainabilityController,
  ],
  providers: [checkHealth],
})
export class GatewayModule {}
