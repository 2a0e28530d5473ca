import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { READ_ACCURACY, SUMMARISE_SAVINGS, SummaryAnswer, SummaryQuery } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { summaryWith } from './summarise-savings.use-case';

@ApiTags('Analytics')
@Controller('analytics')
export class SummariseSavingsController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Get('summary')
  @ApiOperation({
    summary: 'What placing and timing avoided, settled and expected apart',
    description:
      'Of workloads whose plan starts in `[from, to)`. Avoided emissions are against running at home on arrival, gCO2eq, ' +
      'negatives counted; each figure with its method and count, null where there is nothing to say. ' +
      'Refusals: 400 `INVALID_INPUT`, `INVERTED_WINDOW`.',
  })
  @ApiOkResponse({ type: SummaryAnswer })
  async summary(@Query() query: SummaryQuery): Promise<SummaryAnswer> {
    const savings = await this.services.call(SUMMARISE_SAVINGS, query);
    return summaryWith(savings, ({ zone, basis }, days) =>
      this.services.call(READ_ACCURACY, { region: zone, basis, days }).catch(() => null),
    );
  }
}
