import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { READ_DECISION } from '@ecobe/contracts';
import type { DecisionAnswer } from '@ecobe/contracts';
import { ReadDecisionUseCase } from './read-decision.use-case';

@Controller()
export class ReadDecisionController {
  constructor(@Inject(ReadDecisionUseCase) private readonly readDecision: ReadDecisionUseCase) {}

  @MessagePattern(READ_DECISION.pattern)
  handle(@Payload() { decisionId }: { decisionId: string }): Promise<DecisionAnswer> {
    return this.readDecision.execute(decisionId);
  }
}
