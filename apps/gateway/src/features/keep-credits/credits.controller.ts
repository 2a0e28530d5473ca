import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  BalanceAnswer,
  CreditAnswer,
  CreditId,
  CreditPage,
  CreditsQuery,
  LIST_CREDITS,
  OrganizationPath,
  OrganizationQuery,
  PURCHASE_CREDITS,
  PurchaseAnswer,
  PurchaseCreditsRequest,
  READ_BALANCE,
  READ_CREDIT,
  RETIRE_CREDITS,
  RetireCreditsRequest,
  RetirementAnswer,
} from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { SETTINGS } from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import { IdempotencyKeyHeader, callOptions, tellReplay } from './repeatable';
import type { Reply } from './repeatable';

const OF_KEYS =
  '409 `IDEMPOTENCY_KEY_IN_USE`; 422 `IDEMPOTENCY_KEY_REUSED`; 503 `LEDGER_BUSY`, `STORE_AWAY`, `SERVICE_UNAVAILABLE`.';

@ApiTags('Credits')
@Controller('credits')
export class CreditsController {
  constructor(
    @Inject(RpcCaller) private readonly services: RpcCaller,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('purchase')
  @ApiOperation({
    summary: 'Take a lot of carbon credits into the books',
    description:
      'Amounts in gCO2eq unless `unit` says kg or t; answers are in g. `priceUsd` is that of the whole lot. ' +
      `Refusals: 400 \`INVALID_INPUT\`, \`INVALID_CERTIFICATE_URL\`; 409 \`SERIAL_ALREADY_TRACKED\`; ${OF_KEYS}`,
  })
  @IdempotencyKeyHeader()
  @ApiCreatedResponse({ type: PurchaseAnswer })
  async purchase(
    @Body() request: PurchaseCreditsRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PurchaseAnswer> {
    const { answer, isReplayed } = await this.services.call(
      PURCHASE_CREDITS,
      request,
      callOptions(key, this.settings),
    );
    const organization = encodeURIComponent(answer.organizationId);
    void reply.header('location', `/api/v1/credits/${answer.creditId}?organizationId=${organization}`);
    tellReplay(reply, isReplayed);
    return answer;
  }

  @Post('retire')
  @ApiOperation({
    summary: 'Retire credits: all that is asked, or nothing',
    description:
      'Either `creditIds`, each with all that is available, or `items` with amounts; what is left of a lot stays ACTIVE. ' +
      'Refusals: 400 `INVALID_INPUT`, `INVERTED_WINDOW`, `DUPLICATE_CREDIT`; 404 `CREDIT_NOT_FOUND`; ' +
      `409 \`CREDIT_NOT_RETIRABLE\`, \`INSUFFICIENT_CREDITS\`, each lot with its reason; ${OF_KEYS}`,
  })
  @IdempotencyKeyHeader()
  @ApiCreatedResponse({ type: RetirementAnswer })
  async retire(
    @Body() request: RetireCreditsRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RetirementAnswer> {
    const { answer, isReplayed } = await this.services.call(
      RETIRE_CREDITS,
      request,
      callOptions(key, this.settings),
    );
    tellReplay(reply, isReplayed);
    return answer;
  }

  @Get()
  @ApiOperation({
    summary: 'Lots of an organisation, newest first',
    description: 'Refusals: 400 `INVALID_INPUT`; 503 `LEDGER_BUSY`.',
  })
  @ApiOkResponse({ type: CreditPage })
  list(@Query() query: CreditsQuery): Promise<CreditPage> {
    return this.services.call(LIST_CREDITS, query);
  }

  @Get('balance/:organizationId')
  @ApiOperation({
    summary: 'Emissions of an organisation and retired credits beside them',
    description:
      'All figures are of one moment, gCO2eq. `netEmissions` and `offsetPercentage` are arithmetic, not inventory figures. ' +
      'Refusal: 400 `INVALID_INPUT`.',
  })
  @ApiOkResponse({ type: BalanceAnswer })
  balance(@Param() { organizationId }: OrganizationPath): Promise<BalanceAnswer> {
    return this.services.call(READ_BALANCE, { organizationId });
  }

  @Get(':creditId')
  @ApiOperation({
    summary: 'A lot',
    description: 'Refusals: 400 `INVALID_INPUT`, 404 `CREDIT_NOT_FOUND`.',
  })
  @ApiOkResponse({ type: CreditAnswer })
  read(
    @Param() { creditId }: CreditId,
    @Query() { organizationId }: OrganizationQuery,
  ): Promise<CreditAnswer> {
    return this.services.call(READ_CREDIT, { organizationId, creditId });
  }
}
