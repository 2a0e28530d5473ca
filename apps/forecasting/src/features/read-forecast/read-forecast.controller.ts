import { READ_FORECAST } from '@ecobe/contracts';
import type { ForecastAnswer, ReadForecastRequest } from '@ecobe/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReadForecastUseCase } from './read-forecast.use-case';

@Controller()
export class ReadForecastController {
  constructor(private readonly readForecast: ReadForecastUseCase) {}

  @MessagePattern(READ_FORECAST.pattern)
  handle(@Payload() request: ReadForecastRequest): Promise<ForecastAnswer> {
    return this.readForecast.read(request);
  }
}
