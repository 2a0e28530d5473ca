import { READ_ACCURACY } from '@ecobe/contracts';
import type { ForecastAccuracyAnswer, ReadAccuracyRequest } from '@ecobe/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReadAccuracyUseCase } from './read-accuracy.use-case';

@Controller()
export class ReadAccuracyController {
  constructor(private readonly readAccuracy: ReadAccuracyUseCase) {}

  @MessagePattern(READ_ACCURACY.pattern)
  handle(@Payload() request: ReadAccuracyRequest): Promise<ForecastAccuracyAnswer> {
    return this.readAccuracy.read(request);
  }
}
