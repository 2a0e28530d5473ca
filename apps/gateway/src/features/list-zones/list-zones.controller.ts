import { LIST_ZONES, PageQuery, READ_ZONE, ZoneAnswer, ZonePage } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';

@ApiTags('Grid')
@Controller('zones')
export class ListZonesController {
  constructor(private readonly caller: RpcCaller) {}

  @Get()
  @ApiOperation({
    summary: 'Grid zones, with what is known of each now',
    description: 'Codes of refusals: INVALID_INPUT.',
  })
  @ApiOkResponse({ type: ZonePage })
  page(@Query() query: PageQuery): Promise<ZonePage> {
    return this.caller.call(LIST_ZONES, { ...query });
  }

  @Get(':zone')
  @ApiOperation({
    summary: 'One grid zone',
    description: 'A cloud region is answered by the zone that feeds it. Codes of refusals: UNKNOWN_REGION.',
  })
  @ApiParam({ name: 'zone', description: 'Zone id or cloud region', example: 'DE' })
  @ApiOkResponse({ type: ZoneAnswer })
  one(@Param('zone') zone: string): Promise<ZoneAnswer> {
    return this.caller.call(READ_ZONE, { zone });
  }
}
