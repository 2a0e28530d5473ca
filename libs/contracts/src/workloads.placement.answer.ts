import { BASES, QUALITIES, SIGNALS } from '@ecobe/carbon';
import type { Basis, Quality, Signal } from '@ecobe/carbon';
import { ApiProperty } from '@nestjs/swagger';

/** A span in which work runs. */
export class SegmentAnswer {
  @ApiProperty({ example: '2026-02-13T01:00:00.000Z' })
  startAt: string;
  @ApiProperty({ description: 'First instant after it', example: '2026-02-13T03:30:00.000Z' })
  endAt: string;
}

/** gCO2eq if every hour comes out at its p10, its forecast, its p90. */
export class EmissionRange {
  @ApiProperty({ description: 'gCO2eq, all hours at their p10', example: 190 })
  low: number;
  @ApiProperty({ description: 'gCO2eq, all hours as forecast', example: 264 })
  mid: number;
  @ApiProperty({ description: 'gCO2eq, all hours at their p90', example: 340 })
  high: number;
}

/** A region and a time, with what is expected of them. */
export class PlacedAnswer {
  @ApiProperty({ description: 'As the caller named it', example: 'FR' })
  region: string;
  @ApiProperty({ description: 'Zone id', example: 'FR' })
  zone: string;
  @ApiProperty({ example: '2026-02-13T01:00:00.000Z' })
  startAt: string;
  @ApiProperty({ example: '2026-02-13T03:30:00.000Z' })
  endAt: string;
  @ApiProperty({ type: [SegmentAnswer], description: 'More than one only for interruptible work' })
  slots: SegmentAnswer[];
  @ApiProperty({ description: 'Expected emissions with those of the transfer, gCO2eq', example: 264 })
  estimatedCO2: number;
  @ApiProperty({ type: EmissionRange })
  range: EmissionRange;
  @ApiProperty({ description: 'Of it, emissions of the transfer, gCO2eq', example: 0 })
  transferCO2: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Baseline less this, gCO2eq, negative where it is worse; null without a forecast of the baseline',
    example: 2472,
  })
  avoidedCO2: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'USD; null where no price is known',
    example: 0.56,
  })
  estimatedCost: number | null;
  @ApiProperty({ description: 'Mean forecast over the slots, gCO2eq/kWh', example: 33 })
  carbonIntensity: number;
  @ApiProperty({ enum: SIGNALS, example: 'average' })
  signal: Signal;
  @ApiProperty({ enum: BASES, example: 'lifecycle' })
  basis: Basis;
  @ApiProperty({ description: 'Whose observations the forecast rests on', example: 'electricity-maps' })
  source: string;
  @ApiProperty({ enum: QUALITIES, example: 'forecast' })
  quality: Quality;
  @ApiProperty({ description: 'Model of the forecast', example: 'blend@2' })
  model: string;
  @ApiProperty({
    description: 'Start of the first slot, for which the forecast is',
    example: '2026-02-13T01:00:00.000Z',
  })
  validAt: string;
  @ApiProperty({ description: 'Seconds since the forecast was issued', example: 300 })
  ageSeconds: number;
}

/** Run at home from the arrival on: what avoided emissions are counted against. */
export class BaselineAnswer {
  @ApiProperty({ example: 'DE' })
  region: string;
  @ApiProperty({ example: 'DE' })
  zone: string;
  @ApiProperty({ example: '2026-02-12T08:07:00.000Z' })
  startAt: string;
  @ApiProperty({ example: '2026-02-12T10:37:00.000Z' })
  endAt: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'gCO2eq by the forecast at the decision',
    example: 2736,
  })
  estimatedCO2: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'USD', example: 0.6 })
  estimatedCost: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why the emissions are unknown', example: null })
  reason: string | null;
}

/** A region in which the work cannot be placed. */
export class PlacementExclusion {
  @ApiProperty({ example: 'PL' })
  region: string;
  @ApiProperty({ example: 'PL' })
  zone: string;
  @ApiProperty({ example: 'NO_FORECAST' })
  code: string;
  @ApiProperty({ example: 'no forecast of it is known' })
  reason: string;
}

/** Something the reader should know. */
export class PlacementWarning {
  @ApiProperty({ example: 'SIMULATED_DATA' })
  code: string;
  @ApiProperty({ example: 'These regions are simulated: FR, DE.' })
  detail: string;
  @ApiProperty({ type: [String], example: ['FR', 'DE'] })
  regions: readonly string[];
}

/** Answer of `POST /placements`. */
export class PlacementAnswer extends PlacedAnswer {
  @ApiProperty({ example: '2026-02-12T08:07:00.000Z' })
  decidedAt: string;
  @ApiProperty({ description: 'kWh of the whole work', example: 8 })
  energyKwh: number;
  @ApiProperty({ description: 'kW while it runs', example: 3.2 })
  powerKw: number;
  @ApiProperty({
    description: 'Start after which it would miss its deadline',
    example: '2026-02-13T03:30:00.000Z',
  })
  lastStartAt: string;
  @ApiProperty({ type: BaselineAnswer })
  baseline: BaselineAnswer;
  @ApiProperty({ type: [PlacedAnswer], description: 'The best of each other region, best first' })
  alternatives: PlacedAnswer[];
  @ApiProperty({ type: [PlacementExclusion] })
  excluded: PlacementExclusion[];
  @ApiProperty({ type: [PlacementWarning] })
  warnings: PlacementWarning[];
}
