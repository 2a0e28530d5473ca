import {
  CurrentResponse,
  IntensityQuery,
  ManyIntensitiesQuery,
  READ_CURRENT,
  READ_REGION_CURRENT,
  RegionIntensity,
} from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';

@ApiTags('Grid')
@Controller()
export class ReadCurrentIntensityController {
  constructor(private readonly caller: RpcCaller) {}

  @Get('zones/:zone/carbon-intensity')
  @ApiOperation({
    summary: 'Newest known carbon intensity of a zone',
    description:
      'The newest value that any of its sources has given, with its age; a source that is away makes it older, never absent. Codes of refusals: UNKNOWN_REGION, NO_OBSERVATIONS.',
  })
  @ApiParam({ name: 'zone', description: 'Zone id or cloud region', example: 'DE' })
  @ApiOkResponse({ type: RegionIntensity })
  one(@Param('zone') region: string, @Query() { basis }: IntensityQuery): Promise<RegionIntensity> {
    return this.caller.call(READ_REGION_CURRENT, { region, basis });
  }

  @Get('carbon-intensity')
  @ApiOperation({
    summary: 'Newest known carbon intensities of many regions',
    description:
      'Each region once, in the order asked for. A region without a value stands under `excluded` with its reason. Codes of refusals: UNKNOWN_REGION.',
  })
  @ApiOkResponse({ type: CurrentResponse })
  many(@Query() { regions, basis }: ManyIntensitiesQuery): Promise<CurrentResponse> {
    return this.caller.call(READ_CURRENT, { regions, basis });
  }
}
