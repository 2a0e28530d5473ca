import { Module } from '@nestjs/common';
import { MessagingModule } from '@ecobe/messaging';
import { CreditsModule } from '../../credits/src/credits.module';
import { DekesModule } from '../../dekes/src/dekes.module';
import { ForecastingModule } from '../../forecasting/src/forecasting.module';
import { GatewayModule } from '../../gateway/src/gateway.module';
import { IngestionModule } from '../../ingestion/src/ingestion.module';
import { RoutingModule } from '../../routing/src/routing.module';

/** All services in one process. They still speak by messages, so that each can move out unchanged. */
@Module({
  imports: [
    MessagingModule.forRoot(),
    GatewayModule,
    IngestionModule,
    ForecastingModule,
    RoutingModule,
    CreditsModule,
    DekesModule,
  ],
})
export class SuiteModule {}
