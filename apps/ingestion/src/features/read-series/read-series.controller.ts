import { READ_SERIES } from '@ecobe/contracts';
import type { SeriesRequest, SeriesResponse } from '@ecobe/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReadSeriesUseCase } from './read-series.use-case';

@Controller()
export class ReadSeriesController {
  constructor(private readonly readSeries: ReadSeriesUseCase) {}

  @MessagePattern(READ_SERIES.pattern)
  handle(@Payload() request: SeriesRequest): Promise<SeriesResponse> {
    return this.readSeries.run(request);
  }
}
