import { BASES } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import { MAX_HORIZON_HOURS } from '@ecobe/forecast';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { FromDecimalText } from './decimal-text.transform';
import { IsQuarterHours } from './quarter-hours.validator';

/** A look-ahead beyond the forecast is a question that can be asked; it is refused with what can be reached (422). */
const MAX_LOOK_AHEAD_HOURS = 168;
const DEFAULT_HOURS = 48;
const MAX_ACCURACY_DAYS = 365;
const DEFAULT_ACCURACY_DAYS = 30;

class BasisQuery {
  @ApiPropertyOptional({
    enum: BASES,
    default: 'lifecycle',
    description: 'Emission factors: `lifecycle` with fuel supply and construction, `direct` combustion only',
  })
  @IsOptional()
  @IsIn(BASES)
  basis: Basis = 'lifecycle';
}

/** Query of `GET /forecasts/{zone}`. */
export class ForecastQuery extends BasisQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_HORIZON_HOURS,
    default: DEFAULT_HOURS,
    example: 48,
    description: 'Hours ahead, from the running hour on',
  })
  @IsOptional()
  @FromDecimalText()
  @IsInt()
  @Min(1)
  @Max(MAX_HORIZON_HOURS)
  horizonHours: number = DEFAULT_HOURS;
}

/** Query of `GET /forecasts/{zone}/optimal-window`. */
export class OptimalWindowQuery extends BasisQuery {
  @ApiProperty({
    type: 'number',
    minimum: 0.25,
    maximum: MAX_HORIZON_HOURS,
    multipleOf: 0.25,
    example: 4,
    description: 'Length of the window, hours',
  })
  @FromDecimalText()
  @IsQuarterHours(MAX_HORIZON_HOURS)
  durationHours: number;

  @ApiPropertyOptional({
    type: 'number',
    minimum: 0.25,
    maximum: MAX_LOOK_AHEAD_HOURS,
    multipleOf: 0.25,
    default: DEFAULT_HOURS,
    example: 48,
    description: 'The window ends within so many hours from now; beyond the forecast it is refused with 422',
  })
  @IsOptional()
  @FromDecimalText()
  @IsQuarterHours(MAX_LOOK_AHEAD_HOURS)
  lookAheadHours: number = DEFAULT_HOURS;
}

/** Query of `GET /forecasts/{zone}/accuracy`. */
export class AccuracyQuery extends BasisQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_ACCURACY_DAYS,
    default: DEFAULT_ACCURACY_DAYS,
    example: 30,
    description: 'Whole UTC days before the running one, whose hours that are over count too',
  })
  @IsOptional()
  @FromDecimalText()
  @IsInt()
  @Min(1)
  @Max(MAX_ACCURACY_DAYS)
  days: number = DEFAULT_ACCURACY_DAYS;
}
