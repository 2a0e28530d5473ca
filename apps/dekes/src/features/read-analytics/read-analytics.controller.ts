import { Controller, Inject } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { READ_DEKES_ANALYTICS } from '@ecobe/contracts';
import type { DekesAnalyticsAnswer } from '@ecobe/contracts';
import { ReadAnalyticsUseCase } from './read-analytics.use-case';

@Controller()
export class ReadAnalyticsController {
  constructor(@Inject(ReadAnalyticsUseCase) private readonly useCase: ReadAnalyticsUseCase) {}

  @MessagePattern(READ_DEKES_ANALYTICS.pattern)
  handle(): Promise<DekesAnalyticsAnswer> {
    return this.useCase.execute();
  }
}
