import {
  COMPLETE_RUN,
  CompleteRunRequest,
  DekesReceipt,
  ROUTE_RUN,
  RouteRunAnswer,
  RouteRunRequest,
} from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { currentRequestId } from '@ecobe/platform';
import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { idempotencyKeyOf } from '../route-green/idempotency-key';
import { ANSWER_WITHIN_MS, ForDekes } from './dekes-operation.decorator';

/** Both clients of DEKES ask the same under these paths; one of them tries the second where the first is not found. */
const ROUTE_PATHS = ['integrations/dekes/route', 'route', 'dekes/route'];

@ForDekes()
@Controller()
export class DekesRunsController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Post(ROUTE_PATHS)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Whether a run of DEKES goes on now, elsewhere, or later',
    description:
      '`execute`: now in the first candidate; `reroute`: now in `selectedRegion`; `delay`: in `predicted_clean_window`, never beyond ' +
      '`delayToleranceMinutes`. `carbonDelta` is avoided gCO2eq against running now in the first candidate. ' +
      'Refusals: 400 `INVALID_INPUT`, `UNKNOWN_REGION`, `DUPLICATE_REGION`; 401 `UNAUTHENTICATED`; ' +
      '422 `IDEMPOTENCY_KEY_REUSED`, `NO_ELIGIBLE_REGION` with every reason; 503 `SERVICE_UNAVAILABLE`.',
  })
  @ApiOkResponse({ type: RouteRunAnswer })
  route(
    @Body() request: RouteRunRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<RouteRunAnswer> {
    return this.services.call(ROUTE_RUN, request, {
      idempotencyKey: idempotencyKeyOf(key),
      requestId: currentRequestId(),
      timeoutMs: ANSWER_WITHIN_MS,
    });
  }

  @Post('integrations/dekes/workloads/complete')
  @HttpCode(200)
  @ApiOperation({
    summary: 'How a run went',
    description:
      'Settled with observed intensities once its hours are known. Repeated it changes nothing. ' +
      'Refusals: 400 `INVALID_INPUT`, `UNKNOWN_REGION`; 401 `UNAUTHENTICATED`; 404 `DECISION_NOT_FOUND`; 409 `ALREADY_COMPLETED`.',
  })
  @ApiOkResponse({ type: DekesReceipt })
  complete(@Body() request: CompleteRunRequest): Promise<DekesReceipt> {
    return this.services.call(COMPLETE_RUN, request, {
      requestId: currentRequestId(),
      timeoutMs: ANSWER_WITHIN_MS,
    });
  }
}
