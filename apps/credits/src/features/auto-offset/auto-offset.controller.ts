import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { AUTO_OFFSET } from '@ecobe/contracts';
import type { Answered, AutoOffsetAnswer, AutoOffsetRequest } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { AutoOffsetUseCase } from './auto-offset.use-case';

@Controller()
export class AutoOffsetController {
  constructor(@Inject(AutoOffsetUseCase) private readonly autoOffset: AutoOffsetUseCase) {}

  @MessagePattern(AUTO_OFFSET.pattern)
  handle(
    @Payload() request: AutoOffsetRequest,
    @Ctx() context: StreamsContext,
  ): Promise<Answered<AutoOffsetAnswer>> {
    return this.autoOffset.execute(request, context);
  }
}
