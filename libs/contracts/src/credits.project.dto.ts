import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { DAY, DAY_RULE, MAX_NAME } from './credits.amount.dto';

const MAX_SERIAL_TEXT = 500;

/** Where the credits come from. */
export class CreditProject {
  @ApiPropertyOptional({ type: String, example: 'GS447', description: "The registry's id of the project" })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME)
  id?: string;

  @ApiPropertyOptional({ type: String, example: 'Improved cookstoves, Kenya' })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME)
  name?: string;

  @ApiPropertyOptional({ type: String, example: 'KE', description: 'ISO 3166-1 alpha-2 code' })
  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: '$property must be an ISO 3166-1 alpha-2 code' })
  country?: string;

  @ApiPropertyOptional({ type: String, example: 'TPDDTEC v3.1' })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME)
  methodology?: string;
}

/** Serial numbers as the registry writes them; the range is read from the text where it is not told. */
export class CreditSerials {
  @ApiProperty({
    type: String,
    example: 'GS1-1-KE-GS447-12-2021-5512-1-10',
    description:
      'As the registry writes them. `n-m` or `n to m` at the end is read as a range; where it is none, tell first and last',
  })
  @IsString()
  @Length(1, MAX_SERIAL_TEXT)
  text: string;

  @ApiPropertyOptional({ type: Number, description: 'First serial number; with last' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  first?: number;

  @ApiPropertyOptional({ type: Number, description: 'Last serial number, included; with first' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  last?: number;
}

const ADJUSTMENT_STATUSES = ['NOT_REQUIRED', 'NOT_STARTED', 'PENDING', 'COMPLETED', 'UNKNOWN'] as const;

/** Whether the host country counts the tonnes as well (Article 6 of the Paris Agreement). */
export class CorrespondingAdjustment {
  @ApiProperty({ enum: ADJUSTMENT_STATUSES, example: 'COMPLETED' })
  @IsIn(ADJUSTMENT_STATUSES)
  status: (typeof ADJUSTMENT_STATUSES)[number];

  @ApiPropertyOptional({ type: String, description: 'Where the declaration can be found' })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME)
  declaration?: string;
}

/** A judgement of others on the credits, as of a day. */
export class CreditLabel {
  @ApiProperty({ type: String, example: 'ICVCM CCP' })
  @IsString()
  @Length(1, MAX_NAME)
  name: string;

  @ApiProperty({ type: String, example: 'icvcm.org, decision of the programme and methodology' })
  @IsString()
  @Length(1, MAX_NAME)
  source: string;

  @ApiProperty({ type: String, example: '2026-01-31', description: 'Day as of which it was true' })
  @Matches(DAY, DAY_RULE)
  @IsISO8601({ strict: true })
  asOf: string;
}
