import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { REPLAY_DECISION } from '@ecobe/contracts';
import type { ReplayAnswer } from '@ecobe/contracts';
import { ReplayDecisionUseCase } from './replay-decision.use-case';

@Controller()
export class ReplayDecisionController {
  constructor(@Inject(ReplayDecisionUseCase) private readonly replayDecision: ReplayDecisionUseCase) {}

  @MessagePattern(REPLAY_DECISION.pattern)
  handle(@Payload() { decisionId }: { decisionId: string }): Promise<ReplayAnswer> {
    return this.replayDecision.execute(decisionId);
  }
}
