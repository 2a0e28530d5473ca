import { CRITERIA, EXCLUSION_CODES, WARNING_CODES } from '@ecobe/placement';
import type {
  Criterion,
  CriterionScore,
  ExclusionCode,
  RankedRegion,
  RouteExclusion,
  RouteOutcome,
  RouteWarning,
  WarningCode,
} from '@ecobe/placement';
import { ApiProperty } from '@nestjs/swagger';
import { IntensityProvenance } from './routing.provenance.answer';

/** One criterion of a score. */
class CriterionAnswer implements CriterionScore {
  @ApiProperty({ enum: CRITERIA, example: 'carbon' })
  criterion: Criterion;
  @ApiProperty({ type: Number, nullable: true, example: 33, description: 'In `unit`; null where unknown' })
  value: number | null;
  @ApiProperty({ enum: ['gCO2eq/kWh', 'ms', 'USD/h'], example: 'gCO2eq/kWh' })
  unit: string;
  @ApiProperty({ example: 0.9175, description: '0 to 1, 1 best, on a fixed scale; 0 where unknown' })
  utility: number;
  @ApiProperty({ example: 0.5, description: 'The weights sum to 1' })
  weight: number;
  @ApiProperty({ example: 0.45875, description: 'weight x utility; the contributions sum to the score' })
  contribution: number;
  @ApiProperty({ type: String, nullable: true, example: 'electricity-maps' })
  source: string | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why the value is unknown' })
  reason: string | null;
}

/** What is known of a region that can be chosen. */
class RegionFigures extends IntensityProvenance {
  @ApiProperty({ example: 'FR', description: 'Zone id' })
  zone: string;
  @ApiProperty({ example: 33, description: 'gCO2eq/kWh' })
  carbonIntensity: number;
  @ApiProperty({ type: Number, nullable: true, example: 80, description: 'Round trip, ms' })
  estimatedLatency: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.224, description: 'USD per hour' })
  estimatedCost: number | null;
  @ApiProperty({ example: 0.722841, description: '0 to 1, 1 best' })
  score: number;
  @ApiProperty({ type: [CriterionAnswer] })
  explanation: readonly CriterionAnswer[];
}

/** A region that was not the best. */
class AlternativeAnswer extends RegionFigures implements RankedRegion {
  @ApiProperty({ example: 'DE', description: 'As the caller named it' })
  region: string;
}

/** A region that could not be chosen. */
class ExclusionAnswer implements RouteExclusion {
  @ApiProperty({ example: 'PL', description: 'As the caller named it' })
  region: string;
  @ApiProperty({ example: 'PL', description: 'Zone id' })
  zone: string;
  @ApiProperty({ enum: EXCLUSION_CODES, example: 'ABOVE_MAX_CARBON' })
  code: ExclusionCode;
  @ApiProperty({ example: '565 gCO2eq/kWh is above the limit of 400' })
  reason: string;
}

/** Something that the reader should know. */
class WarningAnswer implements RouteWarning {
  @ApiProperty({ enum: WARNING_CODES, example: 'SIMULATED_AND_REAL_COMPARED' })
  code: WarningCode;
  @ApiProperty({ example: 'Simulated regions are compared with real ones: US-CAL-CISO simulated.' })
  detail: string;
  @ApiProperty({ type: [String], example: ['US-CAL-CISO'] })
  regions: readonly string[];
}

/** Answer of `POST /route/green`. */
export class RouteGreenAnswer extends RegionFigures implements RouteOutcome {
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  decisionId: string;
  @ApiProperty({ example: '2026-02-12T00:21:00.000Z', description: 'UTC' })
  decidedAt: string;
  @ApiProperty({ example: 'FR', description: 'The best region, as the caller named it' })
  selectedRegion: string;
  @ApiProperty({ type: [AlternativeAnswer], description: 'All others that could be chosen, best first' })
  alternatives: readonly AlternativeAnswer[];
  @ApiProperty({ type: [ExclusionAnswer] })
  excluded: readonly ExclusionAnswer[];
  @ApiProperty({ type: [WarningAnswer] })
  warnings: readonly WarningAnswer[];
}
