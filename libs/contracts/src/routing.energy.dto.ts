import { BASES } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsNumber, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IsIsoInstant } from './iso-instant.validator';
import { IsQuarterHours } from './quarter-hours.validator';
import { IsRegionList } from './region-list.validator';
import { WorkloadFields } from './routing.workload.dto';

const MAX_PUE = 3;
const MAX_SLOT_HOURS = 96;

/** Half-open span in which the work may run. */
class DeadlineWindowDto {
  @ApiProperty({ example: '2026-02-12T00:00:00.000Z', description: 'UTC' })
  @IsIsoInstant()
  start: string;
  @ApiProperty({ example: '2026-02-12T06:00:00.000Z', description: 'UTC; after start and in the future' })
  @IsIsoInstant()
  end: string;
}

/** Body of `POST /energy/equation`. */
export class EnergyEquationRequest extends WorkloadFields {
  @IsRegionList()
  regionTargets: string[];

  @ApiPropertyOptional({
    type: Number,
    minimum: 0,
    example: 1000000,
    description: 'gCO2eq; 0 is a budget that nothing but 0 meets',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  carbonBudget?: number;

  @ApiPropertyOptional({
    type: DeadlineWindowDto,
    description:
      'Each region is priced at its best slot inside, as far as the forecast reaches; without it, now',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DeadlineWindowDto)
  deadlineWindow?: DeadlineWindowDto;

  @ApiPropertyOptional({
    type: Number,
    minimum: 0.25,
    maximum: MAX_SLOT_HOURS,
    multipleOf: 0.25,
    description:
      'Length of the work inside deadlineWindow, hours; default 1, or the window where that is shorter',
  })
  @IsOptional()
  @IsQuarterHours(MAX_SLOT_HOURS)
  durationHours?: number;

  @ApiPropertyOptional({
    type: Number,
    minimum: 1,
    maximum: MAX_PUE,
    description: 'Power usage effectiveness of the site; else the catalogue says',
  })
  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(MAX_PUE)
  pue?: number;

  @ApiPropertyOptional({
    enum: BASES,
    default: 'lifecycle',
    description: 'Emission factors: `lifecycle` with fuel supply and construction, `direct` combustion only',
  })
  @IsOptional()
  @IsIn(BASES)
  basis?: Basis;
}
