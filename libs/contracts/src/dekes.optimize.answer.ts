import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DekesEvidence } from './dekes.estimate.answer';

/** Answer of `POST /dekes/optimize`. */
export class OptimizeQueryAnswer extends DekesEvidence {
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  decisionId: string;
  @ApiProperty({ example: 'query_123' })
  queryId: string;
  @ApiProperty({ example: 'FR', description: 'As the caller named it' })
  selectedRegion: string;
  @ApiProperty({ example: 0.0816638, description: 'gCO2eq expected' })
  estimatedCO2: number;
  @ApiPropertyOptional({
    example: '2026-02-12T03:00:00.000Z',
    description: 'When to start, UTC; absent: now. Given only where now would break the budget',
  })
  scheduledTime?: string;
  @ApiProperty({ example: 0.00247466, description: 'kWh, with the PUE of the site' })
  estimatedEnergyKwh: number;
  @ApiProperty({ example: 33, description: 'gCO2eq/kWh, the mean over the run' })
  carbonIntensity: number;
  @ApiProperty({ type: Number, nullable: true, example: 10_000, description: 'gCO2eq; null without one' })
  carbonBudget: number | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    example: true,
    description: 'Whether estimatedCO2 keeps the budget; null without one',
  })
  withinBudget: boolean | null;
  @ApiPropertyOptional({
    example: 0.76,
    description: 'Avoided gCO2eq against the baseline, negative when worse; absent without a baseline',
  })
  carbonDelta?: number;
  @ApiProperty({ example: '2026-02-12T00:21:00.000Z', description: 'UTC' })
  timestamp: string;
}
