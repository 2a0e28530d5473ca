import type { Assumption } from '@ecobe/energy';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IntensityProvenance } from './routing.provenance.answer';

export const QUALITY_TIERS = ['high', 'medium', 'low'] as const;
export type QualityTier = (typeof QUALITY_TIERS)[number];

/** An input that was not given, and what was taken instead. */
export class DekesAssumption implements Assumption {
  @ApiProperty({ example: 'durationMinutes' })
  input: string;
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }], example: 10 })
  value: number | string;
  @ApiProperty({ type: String, nullable: true, example: 'minutes' })
  unit: string | null;
  @ApiProperty({ example: '2 minutes for each 100 results (DEKES)' })
  source: string;
}

/** A region that could not be chosen. */
export class DekesExclusion {
  @ApiProperty({ example: 'DE', description: 'As the caller named it' })
  region: string;
  @ApiProperty({ example: 'DE', description: 'Zone id' })
  zone: string;
  @ApiProperty({ enum: ['NO_DATA', 'NOT_SAME_BASIS', 'DOES_NOT_FIT', 'NO_ROOM'], example: 'NO_DATA' })
  code: string;
  @ApiProperty({ example: 'no average lifecycle carbon intensity is known for zone DE' })
  reason: string;
}

/** Something that the reader should know. */
export class DekesWarning {
  @ApiProperty({ example: 'SIMULATED_DATA' })
  code: string;
  @ApiProperty({ example: 'All values are simulated: they come from a model, not from any grid.' })
  detail: string;
  @ApiProperty({ type: [String], example: ['FR'] })
  regions: readonly string[];
}

/** A run at one place and time: energy times intensity is its emissions. */
export class DekesRunEstimate extends IntensityProvenance {
  @ApiProperty({ example: 'FR', description: 'As the caller named it' })
  region: string;
  @ApiProperty({ example: 'FR', description: 'Zone id' })
  zone: string;
  @ApiProperty({ example: '2026-02-12T03:00:00.000Z', description: 'UTC' })
  startAt: string;
  @ApiProperty({ example: '2026-02-12T03:10:00.000Z', description: 'UTC' })
  endAt: string;
  @ApiProperty({ example: 33, description: 'gCO2eq/kWh of the grid, the mean over the run' })
  carbonIntensity: number;
  @ApiProperty({ example: 1.2, description: 'Power usage effectiveness of the site' })
  pue: number;
  @ApiProperty({ example: 0.00247466, description: 'kWh, with the PUE of the site' })
  estimatedEnergyKwh: number;
  @ApiProperty({ example: 0.0816638, description: 'gCO2eq: estimatedEnergyKwh x carbonIntensity' })
  estimatedCO2: number;
}

/** What stands behind any estimate. */
export class DekesEvidence {
  @ApiPropertyOptional({
    type: DekesRunEstimate,
    description:
      'What avoided emissions are counted against: the same run at once in the first region; absent where that cannot be priced',
  })
  baseline?: DekesRunEstimate;
  @ApiProperty({ type: [DekesRunEstimate], description: 'Every region at its best time, best first' })
  alternatives: readonly DekesRunEstimate[];
  @ApiProperty({ type: [DekesExclusion] })
  excluded: readonly DekesExclusion[];
  @ApiProperty({ type: [DekesWarning] })
  warnings: readonly DekesWarning[];
  @ApiProperty({ type: [DekesAssumption] })
  assumptions: readonly DekesAssumption[];
  @ApiProperty({
    enum: QUALITY_TIERS,
    example: 'medium',
    description: 'high: measured and fresh; medium: estimated or forecast; low: simulated or older than 2 h',
  })
  qualityTier: QualityTier;
}
