import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DecisionAnswer, DecisionId, READ_DECISION, REPLAY_DECISION, ReplayAnswer } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { currentRequestId } from '@ecobe/platform';

@ApiTags('Decisions')
@Controller('decisions')
export class DecisionsController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Get(':decisionId')
  @ApiOperation({
    summary: 'A decision with everything it rests on',
    description: 'Refusals: 400 `INVALID_INPUT`, 404 `DECISION_NOT_FOUND`.',
  })
  @ApiOkResponse({ type: DecisionAnswer })
  async read(@Param() { decisionId }: DecisionId): Promise<DecisionAnswer> {
    return this.services.call(READ_DECISION, { decisionId }, { requestId: currentRequestId() });
  }

  @Get(':decisionId/replay')
  @ApiOperation({
    summary: 'The decision made again from its stored inputs',
    description:
      '`identical` says whether it came out byte for byte. ' +
      'Refusals: 400 `INVALID_INPUT`, 404 `DECISION_NOT_FOUND`, 409 `DECISION_NOT_REPLAYABLE`.',
  })
  @ApiOkResponse({ type: ReplayAnswer })
  async replay(@Param() { decisionId }: DecisionId): Promise<ReplayAnswer> {
    return this.services.call(REPLAY_DECISION, { decisionId }, { requestId: currentRequestId() });
  }
}
