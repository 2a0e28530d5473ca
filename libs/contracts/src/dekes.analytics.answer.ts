import { ApiProperty } from '@nestjs/swagger';

/** One of the newest runs. */
export class DekesAnalyticsWorkload {
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  id: string;
  @ApiProperty({ example: 'sustainable tech companies', description: 'Empty for runs that are no query' })
  queryString: string;
  @ApiProperty({ type: String, nullable: true, example: 'FR', description: 'null where no advice was asked' })
  selectedRegion: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.42,
    description: 'gCO2eq: as reported, else as settled; null until then',
  })
  actualCO2: number | null;
  @ApiProperty({ example: 'completed' })
  status: string;
  @ApiProperty({ example: '2026-02-12T00:21:00.000Z', description: 'UTC' })
  createdAt: string;
}

/** Avoided emissions of one kind, with their count. */
export class DekesAvoided {
  @ApiProperty({ example: 12.4, description: 'gCO2eq, negative when worse' })
  avoidedCO2: number;
  @ApiProperty({ example: 40, description: 'Runs that it is the sum of' })
  workloads: number;
}

/** How the figures came about. */
export class DekesAnalyticsMethod {
  @ApiProperty({ example: 'run-now-in-first-region' })
  baseline: string;
  @ApiProperty({
    example: 'The same run at once in the first region of the request, stored at the decision.',
  })
  baselineDescription: string;
  @ApiProperty({ type: DekesAvoided, description: 'From observed intensities' })
  settled: DekesAvoided;
  @ApiProperty({ type: DekesAvoided, description: 'As forecast at the decision; not in totalCO2Saved' })
  unsettled: DekesAvoided;
  @ApiProperty({ example: 3, description: 'Runs without a baseline, or that failed: in neither sum' })
  withoutAvoided: number;
  @ApiProperty({ example: 40, description: 'Runs in averageCarbonIntensity' })
  intensityWorkloads: number;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description:
      'Why averageCarbonIntensity is 0 although it is unknown: the clients of DEKES demand a number',
  })
  averageCarbonIntensityReason: string | null;
  @ApiProperty({ example: 2, description: 'Reports and events that DEKES has not taken yet' })
  undelivered: number;
  @ApiProperty({ type: String, nullable: true, example: 'not delivered: DEKES_API_URL is not set' })
  undeliveredReason: string | null;
}

/** Answer of `GET /dekes/analytics`. The handoff figures belong to the sales pipeline of DEKES and are 0 here. */
export class DekesAnalyticsAnswer {
  @ApiProperty({ example: 52 })
  totalWorkloads: number;
  @ApiProperty({ example: 12.4, description: 'Avoided gCO2eq of the settled runs, negative when worse' })
  totalCO2Saved: number;
  @ApiProperty({
    example: 61.3,
    description: 'gCO2eq/kWh of the settled runs, weighted by energy; 0 while there is none',
  })
  averageCarbonIntensity: number;
  @ApiProperty({ type: [DekesAnalyticsWorkload], description: 'The newest 50' })
  workloads: DekesAnalyticsWorkload[];
  @ApiProperty({ type: DekesAnalyticsMethod })
  method: DekesAnalyticsMethod;
  @ApiProperty({ example: 0, description: 'Always 0' })
  totalHandoffs: number;
  @ApiProperty({ example: 0, description: 'Always 0' })
  sentHandoffs: number;
  @ApiProperty({ example: 0, description: 'Always 0' })
  acceptedHandoffs: number;
  @ApiProperty({ example: 0, description: 'Always 0' })
  convertedHandoffs: number;
  @ApiProperty({ example: 0, description: 'Always 0' })
  conversionRate: number;
  @ApiProperty({ example: 0, description: 'Always 0' })
  acceptanceRate: number;
}
