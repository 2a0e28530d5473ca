import { PROVIDERS } from '@ecobe/carbon';
import type { Provider, Quality } from '@ecobe/carbon';
import { ApiProperty } from '@nestjs/swagger';
import { SeriesProvenance, ValueProvenance } from './provenance.answer';

const G_PER_KWH = 'gCO2eq/kWh';

/** A known carbon intensity of a region, with all that says what it is worth. */
export class RegionIntensity extends ValueProvenance {
  @ApiProperty({
    description: 'The zone or cloud region as the caller named it',
    example: 'aws:eu-central-1',
  })
  region: string;
  @ApiProperty({ description: G_PER_KWH, example: 421.5 })
  carbonIntensity: number;
  @ApiProperty({ enum: [G_PER_KWH], description: 'Unit of carbonIntensity', example: G_PER_KWH })
  unit: 'gCO2eq/kWh';
  @ApiProperty({ description: 'Length of the span that the value is for, minutes', example: 60 })
  resolutionMinutes: number;
}

/** A region without a value, and why. */
export class ExcludedRegion {
  @ApiProperty({ description: 'As the caller named it', example: 'PL' })
  region: string;
  @ApiProperty({ type: String, nullable: true, description: 'Zone id', example: 'PL' })
  zone: string | null;
  @ApiProperty({ enum: ['NO_OBSERVATIONS'], example: 'NO_OBSERVATIONS' })
  code: string;
  @ApiProperty({ example: 'no source has given a lifecycle carbon intensity of zone PL in the last 28 days' })
  reason: string;
}

export class CurrentResponse {
  @ApiProperty({ type: [RegionIntensity] })
  values: RegionIntensity[];
  @ApiProperty({ type: [ExcludedRegion] })
  excluded: ExcludedRegion[];
}

export class HistoryPoint {
  @ApiProperty({ description: 'Start of the hour or day, UTC', example: '2021-11-15T10:00:00.000Z' })
  validAt: string;
  @ApiProperty({ description: `Mean of the hour or day, ${G_PER_KWH}`, example: 398.2 })
  carbonIntensity: number;
  @ApiProperty({
    description: 'Source of the value; all of them, joined by " + ", where a day has several',
    example: 'history-import',
  })
  source: string;
  @ApiProperty({ enum: ['measured', 'estimated', 'simulated'], example: 'measured' })
  quality: Quality;
  @ApiProperty({ description: 'How often it was published; revisions are kept', example: 1 })
  revisions: number;
  @ApiProperty({ description: 'Hours with a value in it: 1, or up to 24 for a day', example: 1 })
  hours: number;
}

export class HistoryResponse extends SeriesProvenance {
  @ApiProperty({ description: 'As the caller named it', example: 'DE' })
  region: string;
  @ApiProperty({ enum: ['hourly', 'daily'], example: 'hourly' })
  granularity: 'hourly' | 'daily';
  @ApiProperty({ enum: [G_PER_KWH], example: G_PER_KWH })
  unit: 'gCO2eq/kWh';
  @ApiProperty({ type: [HistoryPoint], description: 'Oldest first; hours without a value are left out' })
  points: HistoryPoint[];
}

/** A share of a zone's consumed electricity. */
export class MixShare {
  @ApiProperty({ description: 'Way of making it', example: 'wind' })
  mode: string;
  @ApiProperty({ description: 'Whole percent', example: 27 })
  percent: number;
}

export class ZoneMix {
  @ApiProperty({ description: 'Calendar year', example: 2024 })
  year: number;
  @ApiProperty({ description: 'Where the figures were read' })
  source: string;
  @ApiProperty({ type: [MixShare] })
  shares: MixShare[];
}

/** A grid zone with what is known of it now. */
export class ZoneAnswer {
  @ApiProperty({ description: 'Electricity Maps id', example: 'DE' })
  id: string;
  @ApiProperty({ example: 'Germany' })
  name: string;
  @ApiProperty({ description: 'ISO 3166-1 alpha-2', example: 'DE' })
  country: string;
  @ApiProperty({ description: 'IANA name', example: 'Europe/Berlin' })
  timezone: string;
  @ApiProperty({ description: 'Centre, degrees north', example: 51.1 })
  latitude: number;
  @ApiProperty({ description: 'Centre, degrees east', example: 10.4 })
  longitude: number;
  @ApiProperty({ type: [String], description: 'Cloud regions fed by it', example: ['aws:eu-central-1'] })
  cloudRegions: string[];
  @ApiProperty({ type: ZoneMix, description: 'Yearly mix, imports included' })
  mix: ZoneMix;
  @ApiProperty({
    type: [String],
    description: 'Live sources asked for it, best first',
    example: ['energy-charts'],
  })
  liveSources: string[];
  @ApiProperty({
    type: [RegionIntensity],
    description: 'Newest value of each basis; empty where nothing is known',
  })
  current: RegionIntensity[];
}

export class ZonePage {
  @ApiProperty({ type: [ZoneAnswer], description: 'By id' })
  zones: ZoneAnswer[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Cursor of the next page; null on the last',
    example: null,
  })
  nextCursor: string | null;
}

export class CloudRegionAnswer {
  @ApiProperty({ example: 'aws:eu-west-3' })
  id: string;
  @ApiProperty({ enum: PROVIDERS, example: 'aws' })
  provider: Provider;
  @ApiProperty({ description: "The provider's own name", example: 'eu-west-3' })
  name: string;
  @ApiProperty({ example: 'Paris' })
  city: string;
  @ApiProperty({ description: 'ISO 3166-1 alpha-2', example: 'FR' })
  country: string;
  @ApiProperty({ description: 'Degrees north', example: 48.86 })
  latitude: number;
  @ApiProperty({ description: 'Degrees east', example: 2.35 })
  longitude: number;
  @ApiProperty({ description: 'Zone id of the grid that feeds it', example: 'FR' })
  zone: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Power usage effectiveness; null where unpublished',
  })
  pue: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'List price of its reference machine, USD per hour; null where unknown',
  })
  pricePerHourUsd: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Great-circle km from `near`; null without it' })
  distanceKm: number | null;
}

export class CloudRegionPage {
  @ApiProperty({ type: [CloudRegionAnswer] })
  cloudRegions: CloudRegionAnswer[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Cursor of the next page; null on the last',
    example: null,
  })
  nextCursor: string | null;
}
