import { Module } from '@nestjs/common';
import { PlatformModule } from '@ecobe/platform';
import { ReadMetricsController } from './features/read-metrics/read-metrics.controller';

/** The public edge: owns no rule and no table. */
@Module({
  imports: [PlatformModule],
  controllers: [ReadMetricsController],
})
export class GatewayModule {}
