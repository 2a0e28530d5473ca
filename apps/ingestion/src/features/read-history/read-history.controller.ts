import { READ_HISTORY } from '@ecobe/contracts';
import type { HistoryRequest, HistoryResponse } from '@ecobe/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReadHistoryUseCase } from './read-history.use-case';

@Controller()
export class ReadHistoryController {
  constructor(private readonly readHistory: ReadHistoryUseCase) {}

  @MessagePattern(READ_HISTORY.pattern)
  handle(@Payload() request: HistoryRequest): Promise<HistoryResponse> {
    return this.readHistory.run(request);
  }
}
