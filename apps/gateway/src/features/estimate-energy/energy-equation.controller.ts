import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ESTIMATE_ENERGY, EnergyEquationAnswer, EnergyEquationRequest } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { currentRequestId } from '@ecobe/platform';

/** Without `deadlineWindow`, since any date that stands in a document is over one day. */
const RUN_NOW = {
  requestVolume: 1000,
  workloadType: 'inference',
  modelSize: 'mixtral-70b',
  regionTargets: ['US-CAL-CISO', 'FR', 'DE'],
  carbonBudget: 1_000_000,
  hardwareMix: { cpu: 0.6, gpu: 0.3, tpu: 0.1 },
};

@ApiTags('Energy equation')
@Controller('energy/equation')
export class EnergyEquationController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Energy and emissions of a workload in each region',
    description:
      'Now, or with `deadlineWindow` at the mean forecast intensity of the best slot inside it. ' +
      'Every default that was taken is listed under `assumptions`. Nothing is recorded. ' +
      'Refusals: 400 `INVALID_INPUT`, `UNKNOWN_REGION`, `DUPLICATE_REGION`, `UNKNOWN_MODEL`, `INVERTED_WINDOW`, ' +
      '`PAST_WINDOW`, `WINDOW_TOO_SHORT`; 422 `DURATION_EXCEEDS_WINDOW`, `WINDOW_BEYOND_FORECAST`, `NO_ELIGIBLE_REGION`.',
  })
  @ApiBody({
    type: EnergyEquationRequest,
    examples: { now: { summary: 'A thousand requests, now', value: RUN_NOW } },
  })
  @ApiOkResponse({ type: EnergyEquationAnswer })
  async estimate(@Body() request: EnergyEquationRequest): Promise<EnergyEquationAnswer> {
    return this.services.call(ESTIMATE_ENERGY, request, { requestId: currentRequestId() });
  }
}
