import {
  BatchAnswer,
  DekesAnalyticsAnswer,
  DekesBatchId,
  DekesDecisionId,
  DekesReceipt,
  DekesWorkloadPage,
  LIST_DEKES_WORKLOADS,
  OPTIMIZE_QUERY,
  OptimizeQueryAnswer,
  OptimizeQueryRequest,
  PageQuery,
  READ_BATCH,
  READ_DEKES_ANALYTICS,
  REPORT_CARBON,
  RETRY_RUN,
  ReportCarbonRequest,
  SCHEDULE_BATCH,
  ScheduleBatchRequest,
} from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { currentRequestId } from '@ecobe/platform';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { idempotencyKeyOf } from '../route-green/idempotency-key';
import { ANSWER_WITHIN_MS, ForDekes } from './dekes-operation.decorator';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  description: 'Repeating a request under its key gives the stored answer; 1 to 200 visible ASCII characters',
};

@ForDekes()
@Controller('dekes')
export class DekesQueriesController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Post('optimize')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Where to run a search for leads, within a budget in grams',
    description:
      'The region that emits least now; where that breaks `carbonBudget`, the cleanest time of the next 24 hours, as `scheduledTime`. ' +
      'Grams are energy (from the results expected, docs/formulas/dekes-energy.md) times intensity. ' +
      'Refusals: 400 `INVALID_INPUT`, `UNKNOWN_REGION`, `DUPLICATE_REGION`; 401 `UNAUTHENTICATED`; ' +
      '422 `IDEMPOTENCY_KEY_REUSED`, `NO_ELIGIBLE_REGION` with every reason; 503 `SERVICE_UNAVAILABLE`.',
  })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiOkResponse({ type: OptimizeQueryAnswer })
  optimize(
    @Body() request: OptimizeQueryRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<OptimizeQueryAnswer> {
    return this.services.call(OPTIMIZE_QUERY, request, this.command(key));
  }

  @Post('schedule')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Queries that may wait: region and time for each',
    description:
      'Accepted means durable. Every query is planned over the forecast, planned anew each hour until its start, and then sent to ' +
      '`callbackUrl` as a signed webhook, at ever longer intervals of 1 to 15 minutes until it is taken; a day after its start it is given up (`dead`), until `POST /dekes/workloads/{decisionId}/retry`. ' +
      'Without `callbackUrl` it becomes `due`, to be fetched from the batch. A start after `latestStartAt` is told as `lateMinutes`. ' +
      'Refusals: 400 `INVALID_INPUT`, `UNKNOWN_REGION`, `INVALID_CALLBACK_URL` (private addresses, unless ECOBE_WEBHOOK_ALLOW_PRIVATE); ' +
      '401 `UNAUTHENTICATED`; 422 `IDEMPOTENCY_KEY_REUSED`, `NO_ELIGIBLE_REGION`, `NO_WEBHOOK_SECRET`; 503 `SERVICE_UNAVAILABLE`.',
  })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiAcceptedResponse({ type: BatchAnswer })
  schedule(
    @Body() request: ScheduleBatchRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<BatchAnswer> {
    return this.services.call(SCHEDULE_BATCH, request, this.command(key));
  }

  @Get('batches/:batchId')
  @ApiOperation({
    summary: 'A batch as it is planned now',
    description: 'Refusals: 400 `INVALID_INPUT`, 401 `UNAUTHENTICATED`, 404 `BATCH_NOT_FOUND`.',
  })
  @ApiOkResponse({ type: BatchAnswer })
  batch(@Param() { batchId }: DekesBatchId): Promise<BatchAnswer> {
    return this.services.call(READ_BATCH, { batchId }, this.question());
  }

  @Post('report')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What a query really emitted, as DEKES knows it',
    description:
      'The newest report of a query counts. A query that was run without advice is kept too. ' +
      'Refusals: 400 `INVALID_INPUT`, 401 `UNAUTHENTICATED`.',
  })
  @ApiOkResponse({ type: DekesReceipt })
  report(@Body() request: ReportCarbonRequest): Promise<DekesReceipt> {
    return this.services.call(REPORT_CARBON, request, this.question());
  }

  @Get('workloads')
  @ApiOperation({
    summary: 'All runs of DEKES, newest first, with what became of them',
    description: 'Refusals: 400 `INVALID_INPUT`, 401 `UNAUTHENTICATED`.',
  })
  @ApiOkResponse({ type: DekesWorkloadPage })
  workloads(@Query() { cursor, limit }: PageQuery): Promise<DekesWorkloadPage> {
    return this.services.call(
      LIST_DEKES_WORKLOADS,
      { limit, ...(cursor === undefined ? {} : { cursor }) },
      this.question(),
    );
  }

  @Post('workloads/:decisionId/retry')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Call the owner of a run again that was given up',
    description:
      'Under the same `webhook-id`, by a plan made anew from now until its `latestStartAt`, within the caps; it is given up again a day after its new start. ' +
      'Refusals: 400 `INVALID_INPUT`, 401 `UNAUTHENTICATED`, 404 `DECISION_NOT_FOUND`, 409 `NOT_DEAD`, `LAST_START_PASSED`, 422 `NO_ELIGIBLE_REGION`.',
  })
  @ApiOkResponse({ type: DekesReceipt })
  retry(@Param() { decisionId }: DekesDecisionId): Promise<DekesReceipt> {
    return this.services.call(RETRY_RUN, { decisionId }, this.question());
  }

  @Get('analytics')
  @ApiOperation({
    summary: 'What was avoided, against which baseline',
    description:
      'The handoff figures are 0: they belong to the sales of DEKES. Refusal: 401 `UNAUTHENTICATED`.',
  })
  @ApiOkResponse({ type: DekesAnalyticsAnswer })
  analytics(): Promise<DekesAnalyticsAnswer> {
    return this.services.call(READ_DEKES_ANALYTICS, {}, this.question());
  }

  private question() {
    return { requestId: currentRequestId(), timeoutMs: ANSWER_WITHIN_MS };
  }

  private command(key: string | undefined) {
    return { ...this.question(), idempotencyKey: idempotencyKeyOf(key) };
  }
}
