import { READ_GRID_HOURS } from '@ecobe/contracts';
import type { GridHoursRequest, GridHoursResponse } from '@ecobe/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReadGridHoursUseCase } from './read-grid-hours.use-case';

@Controller()
export class ReadGridHoursController {
  constructor(private readonly readGridHours: ReadGridHoursUseCase) {}

  @MessagePattern(READ_GRID_HOURS.pattern)
  handle(@Payload() request: GridHoursRequest): Promise<GridHoursResponse> {
    return this.readGridHours.run(request);
  }
}
