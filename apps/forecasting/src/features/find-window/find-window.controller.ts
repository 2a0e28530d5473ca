import { FIND_WINDOW } from '@ecobe/contracts';
import type { FindWindowRequest, OptimalWindowAnswer } from '@ecobe/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { FindWindowUseCase } from './find-window.use-case';

@Controller()
export class FindWindowController {
  constructor(private readonly findWindow: FindWindowUseCase) {}

  @MessagePattern(FIND_WINDOW.pattern)
  handle(@Payload() request: FindWindowRequest): Promise<OptimalWindowAnswer> {
    return this.findWindow.find(request);
  }
}
