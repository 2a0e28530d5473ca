import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ESTIMATE_ENERGY } from '@ecobe/contracts';
import type { EnergyEquationAnswer, EnergyEquationRequest } from '@ecobe/contracts';
import { EstimateEnergyUseCase } from './estimate-energy.use-case';

@Controller()
export class EstimateEnergyController {
  constructor(@Inject(EstimateEnergyUseCase) private readonly estimateEnergy: EstimateEnergyUseCase) {}

  @MessagePattern(ESTIMATE_ENERGY.pattern)
  handle(@Payload() request: EnergyEquationRequest): EnergyEquationAnswer {
    return this.estimateEnergy.execute(request);
  }
}
