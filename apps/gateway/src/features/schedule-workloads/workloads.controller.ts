import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ACCEPT_WORKLOADS,
  CANCEL_WORKLOAD,
  COMPLETE_WORKLOAD,
  CompleteWorkloadRequest,
  LIST_WORKLOADS,
  READ_WORKLOAD,
  RETRY_WORKLOAD,
  WorkloadAnswer,
  WorkloadBatchRequest,
  WorkloadId,
  WorkloadPage,
  WorkloadsAccepted,
  WorkloadsQuery,
} from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { currentRequestId } from '@ecobe/platform';
import { idempotencyKeyOf } from '../route-green/idempotency-key';

/** A thousand rows are written before the answer. */
const ACCEPT_TIMEOUT_MS = 10_000;

@ApiTags('Where and when')
@Controller('workloads')
export class WorkloadsController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Take workloads on, to be started where and when they emit least',
    description:
      'All or none of 1 to 1,000 (a single one may come without the list around it); stored when the answer comes. Each is planned, planned anew every hour until it starts, ' +
      'never past its last feasible start, and told to `webhookUrl` at its time: a POST signed as Standard Webhooks say, ' +
      'with `webhook-id` the workloadId, repeated until it is answered with 2xx. Refusals: those of a placement; 400 ' +
      '`INVALID_WEBHOOK_URL`, `DUPLICATE_WORKLOAD_ID`; 409 `WORKLOAD_ID_TAKEN`; 422 `IDEMPOTENCY_KEY_REUSED`, ' +
      '`WEBHOOKS_NOT_CONFIGURED`; 503 `STORE_AWAY`, `SERVICE_UNAVAILABLE`.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Repeating a request under its key gives the stored answer; 1 to 200 visible ASCII characters',
  })
  @ApiAcceptedResponse({ type: WorkloadsAccepted })
  accept(
    @Body() batch: WorkloadBatchRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<WorkloadsAccepted> {
    return this.services.call(ACCEPT_WORKLOADS, batch, {
      idempotencyKey: idempotencyKeyOf(key),
      requestId: currentRequestId(),
      timeoutMs: ACCEPT_TIMEOUT_MS,
    });
  }

  @Get()
  @ApiOperation({ summary: 'Workloads, newest first', description: 'Refusal: 400 `INVALID_INPUT`.' })
  @ApiOkResponse({ type: WorkloadPage })
  list(@Query() query: WorkloadsQuery): Promise<WorkloadPage> {
    return this.services.call(LIST_WORKLOADS, query);
  }

  @Get(':workloadId')
  @ApiOperation({
    summary: 'A workload, and why it runs there and then',
    description: 'Refusals: 400 `INVALID_INPUT`, 404 `WORKLOAD_NOT_FOUND`.',
  })
  @ApiOkResponse({ type: WorkloadAnswer })
  read(@Param() { workloadId }: WorkloadId): Promise<WorkloadAnswer> {
    return this.services.call(READ_WORKLOAD, { workloadId });
  }

  @Delete(':workloadId')
  @ApiOperation({
    summary: 'Cancel a workload that was not handed over',
    description: 'Refusals: 400 `INVALID_INPUT`, 404 `WORKLOAD_NOT_FOUND`, 409 `NOT_CANCELLABLE`.',
  })
  @ApiOkResponse({ type: WorkloadAnswer })
  cancel(@Param() { workloadId }: WorkloadId): Promise<WorkloadAnswer> {
    return this.services.call(CANCEL_WORKLOAD, { workloadId });
  }

  @Post(':workloadId/complete')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Report the end of a workload with the energy that it really used, kWh',
    description:
      'Refusals: 400 `INVALID_INPUT`, `INVERTED_WINDOW`, `IMPOSSIBLE_RUN`; 404 `WORKLOAD_NOT_FOUND`; 409 `NOT_DISPATCHED`, ' +
      '`ALREADY_COMPLETED` with other figures.',
  })
  @ApiOkResponse({ type: WorkloadAnswer })
  complete(
    @Param() { workloadId }: WorkloadId,
    @Body() report: CompleteWorkloadRequest,
  ): Promise<WorkloadAnswer> {
    return this.services.call(COMPLETE_WORKLOAD, { workloadId, ...report });
  }

  @Post(':workloadId/retry')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Plan anew, and hand over, a workload that was given up',
    description: 'Refusals: 404 `WORKLOAD_NOT_FOUND`, 409 `NOT_DEAD`, `LAST_START_PASSED`.',
  })
  @ApiOkResponse({ type: WorkloadAnswer })
  retry(@Param() { workloadId }: WorkloadId): Promise<WorkloadAnswer> {
    return this.services.call(RETRY_WORKLOAD, { workloadId });
  }
}
