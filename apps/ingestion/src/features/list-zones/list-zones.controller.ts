import { LIST_ZONES, READ_ZONE } from '@ecobe/contracts';
import type { ZoneAnswer, ZonePage, ZonePageRequest } from '@ecobe/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ListZonesUseCase } from './list-zones.use-case';

@Controller()
export class ListZonesController {
  constructor(private readonly listZones: ListZonesUseCase) {}

  @MessagePattern(LIST_ZONES.pattern)
  page(@Payload() request: ZonePageRequest): ZonePage {
    return this.listZones.page(request);
  }

  @MessagePattern(READ_ZONE.pattern)
  one(@Payload() { zone }: { zone: string }): ZoneAnswer {
    return this.listZones.one(zone);
  }
}
