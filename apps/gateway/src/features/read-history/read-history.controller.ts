import { HistoryQuery, HistoryResponse, READ_HISTORY } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';

@ApiTags('Grid')
@Controller('zones')
export class ReadHistoryController {
  constructor(private readonly caller: RpcCaller) {}

  @Get(':zone/carbon-intensity/history')
  @ApiOperation({
    summary: 'Past carbon intensity of a zone',
    description:
      'Means of the hours or days that begin in the span, as they are known now; of the last day only hours before its end count. A span with anything real in it holds real values only. Codes of refusals: UNKNOWN_REGION, INVALID_INPUT, SPAN_TOO_LONG.',
  })
  @ApiParam({ name: 'zone', description: 'Zone id or cloud region', example: 'DE' })
  @ApiOkResponse({ type: HistoryResponse })
  read(@Param('zone') region: string, @Query() query: HistoryQuery): Promise<HistoryResponse> {
    return this.caller.call(READ_HISTORY, { region, ...query });
  }
}
