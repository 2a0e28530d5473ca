import { CloudRegionPage, CloudRegionsQuery } from '@ecobe/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listCloudRegions } from './list-cloud-regions';

@ApiTags('Grid')
@Controller('cloud-regions')
export class ListCloudRegionsController {
  @Get()
  @ApiOperation({
    summary: 'Cloud regions, with the grid zone that feeds each',
    description:
      'With `near` the nearest first, else by provider and name. Codes of refusals: INVALID_INPUT.',
  })
  @ApiOkResponse({ type: CloudRegionPage })
  page(@Query() query: CloudRegionsQuery): CloudRegionPage {
    return listCloudRegions(query);
  }
}
