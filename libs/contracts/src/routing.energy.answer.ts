import type { Assumption, Range } from '@ecobe/energy';
import { ApiProperty } from '@nestjs/swagger';
import { IntensityProvenance } from './routing.provenance.answer';

/** Low and high leave about one in ten outside. */
class RangeAnswer implements Range {
  @ApiProperty({ example: 2.97 })
  low: number;
  @ApiProperty({ example: 8.39 })
  mid: number;
  @ApiProperty({ example: 23.7 })
  high: number;
}

/** An input that was not given, and what was taken instead. */
class AssumptionAnswer implements Assumption {
  @ApiProperty({ example: 'tokensPerRequest' })
  input: string;
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }], example: 400 })
  value: number | string;
  @ApiProperty({ type: String, nullable: true, example: 'output tokens' })
  unit: string | null;
  @ApiProperty({ example: 'functional unit of the Mistral life cycle study' })
  source: string;
}

/** One region in the order of preference. */
export class RecommendationAnswer extends IntensityProvenance {
  @ApiProperty({ example: 'FR', description: 'As the caller named it' })
  region: string;
  @ApiProperty({ example: 'FR', description: 'Zone id' })
  zone: string;
  @ApiProperty({ example: 1, description: '1 best: least estimatedCO2' })
  rank: number;
  @ApiProperty({ example: 33, description: 'gCO2eq/kWh of the grid, without PUE' })
  carbonIntensity: number;
  @ApiProperty({ example: 4.98, description: 'gCO2eq: exactly estimatedEnergyKwh x carbonIntensity' })
  estimatedCO2: number;
  @ApiProperty({ example: 0.151, description: 'kWh, with the PUE of the site' })
  estimatedEnergyKwh: number;
  @ApiProperty({
    example: 0.901,
    description: '0 to 1, 1 best: 1 - carbonIntensity x PUE / DEFAULT_MAX_CARBON_G_PER_KWH',
  })
  score: number;
}

/** A region with everything that its figures rest on. */
export class RegionEstimateAnswer extends RecommendationAnswer {
  @ApiProperty({ example: '2026-02-12T03:00:00.000Z', description: 'Start of the slot that was priced, UTC' })
  startAt: string;
  @ApiProperty({
    example: '2026-02-12T04:00:00.000Z',
    type: String,
    nullable: true,
    description: 'Its end, UTC; null for now',
  })
  endAt: string | null;
  @ApiProperty({ example: 1.15, description: 'Power usage effectiveness' })
  pue: number;
  @ApiProperty({ type: RangeAnswer, description: 'Of estimatedCO2, gCO2eq' })
  range: RangeAnswer;
  @ApiProperty({
    example: 6.64,
    description: "gCO2eq: the hardware's share by time used, not in estimatedCO2",
  })
  embodiedCO2: number;
  @ApiProperty({
    example: 0.0116,
    description: 'Software Carbon Intensity: (operational + embodied) / requests, gCO2eq',
  })
  sciPerRequest: number;
  @ApiProperty({ type: [AssumptionAnswer] })
  assumptions: readonly AssumptionAnswer[];
}

/** A region that could not be estimated. */
class EnergyExclusionAnswer {
  @ApiProperty({ example: 'US-CAL-CISO' })
  region: string;
  @ApiProperty({ example: 'US-CAL-CISO' })
  zone: string;
  @ApiProperty({
    enum: ['NO_DATA', 'NOT_SAME_BASIS', 'NO_FORECAST', 'FORECAST_TOO_SHORT'],
    example: 'NO_DATA',
  })
  code: string;
  @ApiProperty({ example: 'no average lifecycle carbon intensity is known for zone US-CAL-CISO' })
  reason: string;
}

/** Something that the reader should know. */
class EnergyWarningAnswer {
  @ApiProperty({
    enum: ['SIMULATED_AND_REAL_COMPARED', 'SIMULATED_DATA', 'STALE_DATA', 'WINDOW_PARTLY_FORECAST'],
    example: 'STALE_DATA',
  })
  code: string;
  @ApiProperty({ example: 'What is known of the carbon intensity ended more than 2 h ago: FR 2.5 h.' })
  detail: string;
  @ApiProperty({ type: [String], example: ['FR'] })
  regions: readonly string[];
}

/** Answer of `POST /energy/equation`. */
export class EnergyEquationAnswer {
  @ApiProperty({ type: [RecommendationAnswer], description: 'Best first' })
  routingRecommendation: RecommendationAnswer[];
  @ApiProperty({
    type: [RegionEstimateAnswer],
    description: 'The same regions in the same order, with all details',
  })
  regionEstimates: RegionEstimateAnswer[];
  @ApiProperty({ example: 4.98, description: 'gCO2eq of the region of rank 1' })
  totalEstimatedCO2: number;
  @ApiProperty({ type: Boolean, nullable: true, example: true, description: 'null without a carbonBudget' })
  withinBudget: boolean | null;
  @ApiProperty({ type: [EnergyExclusionAnswer] })
  excluded: EnergyExclusionAnswer[];
  @ApiProperty({ type: [EnergyWarningAnswer] })
  warnings: EnergyWarningAnswer[];
}
