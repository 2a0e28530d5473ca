import { BASES, PROVIDERS } from '@ecobe/carbon';
import type { Basis, Provider } from '@ecobe/carbon';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { FromDecimalText } from './decimal-text.transform';
import { IsIsoInstant } from './iso-instant.validator';

const MAX_REGIONS = 200;
const MAX_NAME_LENGTH = 100;
const DEFAULT_PAGE = 50;
const MAX_PAGE = 200;
const COORDINATES = /^-?\d{1,2}(\.\d{1,8})?,-?\d{1,3}(\.\d{1,8})?$/;

/** Query that chooses the basis. */
export class IntensityQuery {
  @ApiPropertyOptional({
    enum: BASES,
    default: 'lifecycle',
    description: 'Emission factors: `lifecycle` with fuel supply and construction, `direct` combustion only',
  })
  @IsOptional()
  @IsIn(BASES)
  basis: Basis = 'lifecycle';
}

/** Query of `GET /carbon-intensity`. */
export class ManyIntensitiesQuery extends IntensityQuery {
  @ApiProperty({
    type: String,
    example: 'FR,DE,aws:us-east-1',
    description: `Zones or cloud regions, separated by commas; at most ${MAX_REGIONS}`,
  })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? splitNames(value) : value))
  @IsArray({ message: 'regions must be given, separated by commas' })
  @ArrayMinSize(1, { message: 'regions must name at least one zone or cloud region' })
  @ArrayMaxSize(MAX_REGIONS)
  @IsString({ each: true })
  @MaxLength(MAX_NAME_LENGTH, { each: true })
  regions: string[];
}

/** Query of `GET /zones/{zone}/carbon-intensity/history`. */
export class HistoryQuery extends IntensityQuery {
  @ApiProperty({
    type: String,
    example: '2021-11-14T00:00:00Z',
    description: 'First instant, with its offset',
  })
  @IsIsoInstant()
  start: string;

  @ApiProperty({ type: String, example: '2021-11-15T00:00:00Z', description: 'First instant after the span' })
  @IsIsoInstant()
  end: string;

  @ApiPropertyOptional({
    enum: ['hourly', 'daily'],
    default: 'hourly',
    description: 'Means of UTC hours (span up to 31 days) or UTC days (up to 366 days)',
  })
  @IsOptional()
  @IsIn(['hourly', 'daily'])
  granularity: 'hourly' | 'daily' = 'hourly';
}

/** Query of a list that pages by cursor. */
export class PageQuery {
  @ApiPropertyOptional({ type: String, description: '`nextCursor` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_NAME_LENGTH)
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_PAGE, default: DEFAULT_PAGE })
  @IsOptional()
  @FromDecimalText()
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit: number = DEFAULT_PAGE;
}

/** Query of `GET /cloud-regions`. */
export class CloudRegionsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PROVIDERS })
  @IsOptional()
  @IsIn(PROVIDERS)
  provider?: Provider;

  @ApiPropertyOptional({
    type: String,
    example: '48.86,2.35',
    description: 'Latitude and longitude in degrees: the nearest regions come first',
  })
  @IsOptional()
  @Matches(COORDINATES, { message: 'near must be latitude,longitude in degrees, such as 48.86,2.35' })
  near?: string;
}

const splitNames = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
