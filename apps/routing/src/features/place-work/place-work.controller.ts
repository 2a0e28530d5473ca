import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { PLACE_WORK } from '@ecobe/contracts';
import type { PlacementRequest, PlacementText } from '@ecobe/contracts';
import { PlaceWorkUseCase } from './place-work.use-case';

@Controller()
export class PlaceWorkController {
  constructor(@Inject(PlaceWorkUseCase) private readonly placeWork: PlaceWorkUseCase) {}

  @MessagePattern(PLACE_WORK.pattern)
  async handle(@Payload() request: PlacementRequest): Promise<PlacementText> {
    return { json: JSON.stringify(await this.placeWork.execute(request)) };
  }
}
