import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DekesEvidence } from './dekes.estimate.answer';

const DEKES_ACTIONS = ['execute', 'delay', 'reroute'] as const;
export type DekesAction = (typeof DEKES_ACTIONS)[number];

/** When to run what is delayed. Named as the clients of DEKES read it. */
export class CleanWindow {
  @ApiProperty({ example: 95, description: 'Minutes from now to its start, within the tolerance' })
  expected_minutes: number;
  @ApiProperty({ example: 'us-west-2', description: 'Where to run then, as the caller named it' })
  region: string;
  @ApiProperty({ example: '2026-02-12T02:00:00.000Z', description: 'UTC' })
  startAt: string;
}

/** Answer of `POST /integrations/dekes/route` and `POST /route`. */
export class RouteRunAnswer extends DekesEvidence {
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  decisionId: string;
  @ApiProperty({
    enum: DEKES_ACTIONS,
    example: 'reroute',
    description:
      'execute: now in the first candidate; reroute: now in selectedRegion; delay: in predicted_clean_window',
  })
  action: DekesAction;
  @ApiProperty({ example: 'us-west-2', description: 'As the caller named it' })
  selectedRegion: string;
  @ApiPropertyOptional({ type: CleanWindow, description: 'Only with `delay`' })
  predicted_clean_window?: CleanWindow;
  @ApiPropertyOptional({
    example: 1.4,
    description:
      'Avoided gCO2eq against running now in the first candidate, negative when worse; absent where that cannot be priced',
  })
  carbonDelta?: number;
  @ApiProperty({ example: 0.42, description: 'gCO2eq expected' })
  estimatedCO2: number;
  @ApiProperty({ example: 0.0091, description: 'kWh, with the PUE of the site' })
  estimatedEnergyKwh: number;
  @ApiProperty({ example: 46.2, description: 'gCO2eq/kWh, the mean over the run' })
  carbonIntensity: number;
  @ApiProperty({ example: '2026-02-12T00:21:00.000Z', description: 'UTC' })
  timestamp: string;
}
