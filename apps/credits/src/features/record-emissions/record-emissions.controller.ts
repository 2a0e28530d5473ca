import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { RECORD_EMISSIONS } from '@ecobe/contracts';
import type { EmissionsRecorded, WorkloadEmissions } from '@ecobe/contracts';
import { RecordEmissionsUseCase } from './record-emissions.use-case';

@Controller()
export class RecordEmissionsController {
  constructor(@Inject(RecordEmissionsUseCase) private readonly recordEmissions: RecordEmissionsUseCase) {}

  @MessagePattern(RECORD_EMISSIONS.pattern)
  handle(@Payload() emissions: WorkloadEmissions): Promise<EmissionsRecorded> {
    return this.recordEmissions.execute(emissions);
  }
}
