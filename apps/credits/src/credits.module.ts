import { Module } from '@nestjs/common';
import { MessagingModule, RedisHealth } from '@ecobe/messaging';
import { PlatformModule, ServiceHealthModule } from '@ecobe/platform';

/** Credits, emissions and reports. So far it answers for its health alone. */
@Module({
  imports: [
    PlatformModule,
    MessagingModule.forRoot(),
    ServiceHealthModule.forService({
      service: 'credits',
      inject: [RedisHealth],
      probes: (redis: RedisHealth) => ({ redis: () => redis.check() }),
    }),
  ],
})
export class CreditsModule {}
