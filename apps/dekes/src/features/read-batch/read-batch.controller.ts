import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { READ_BATCH } from '@ecobe/contracts';
import type { BatchAnswer } from '@ecobe/contracts';
import { ReadBatchUseCase } from './read-batch.use-case';

@Controller()
export class ReadBatchController {
  constructor(@Inject(ReadBatchUseCase) private readonly useCase: ReadBatchUseCase) {}

  @MessagePattern(READ_BATCH.pattern)
  handle(@Payload() { batchId }: { batchId: string }): Promise<BatchAnswer> {
    return this.useCase.execute(batchId);
  }
}
