import { READ_CURRENT, READ_REGION_CURRENT } from '@ecobe/contracts';
import type { CurrentRequest, CurrentResponse, RegionIntensity, RegionRequest } from '@ecobe/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReadCurrentUseCase } from './read-current.use-case';

@Controller()
export class ReadCurrentController {
  constructor(private readonly readCurrent: ReadCurrentUseCase) {}

  @MessagePattern(READ_CURRENT.pattern)
  many(@Payload() request: CurrentRequest): CurrentResponse {
    return this.readCurrent.many(request);
  }

  @MessagePattern(READ_REGION_CURRENT.pattern)
  one(@Payload() request: RegionRequest): RegionIntensity {
    return this.readCurrent.one(request);
  }
}
