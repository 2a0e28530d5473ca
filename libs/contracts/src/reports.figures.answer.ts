import { ApiProperty } from '@nestjs/swagger';

export const exactUg = (what: string) => ({
  type: String,
  example: '725000000',
  description: `${what}, µgCO2eq, exact`,
});
export const exactUwh = (what: string) => ({
  type: String,
  example: '12500000000',
  description: `${what}, µWh, exact`,
});
export const percentOf = (what: string) => ({
  type: Number,
  nullable: true,
  example: 40,
  description: `${what}, %, rounded down to 0.01; null where there is nothing to share`,
});
export const gramsUp = (what: string) => ({
  type: Number,
  example: 725,
  description: `${what}, gCO2eq, rounded up`,
});
export const gramsDown = (what: string) => ({
  type: Number,
  example: 725,
  description: `${what}, gCO2eq, rounded down`,
});
export const reasonOf = (what: string) => ({
  type: String,
  nullable: true,
  description: `Why ${what} is null; null where it is not`,
});

/** Energy and the location-based emissions of it. */
export class ReportFigures {
  @ApiProperty(exactUwh('Energy'))
  energyUwh: string;
  @ApiProperty({ example: 12.5, description: 'Energy, kWh' })
  energyKwh: number;
  @ApiProperty(exactUg('Location-based emissions'))
  emissionsUg: string;
  @ApiProperty(gramsUp('Location-based emissions'))
  emissionsCO2: number;
}

export class ReportGroup extends ReportFigures {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'FR',
    description: 'Month, day (UTC), zone or type; null: not told',
  })
  group: string | null;
}

export class ReportPeriod {
  @ApiProperty({ example: '2026-01-01T00:00:00.000Z' })
  from: string;
  @ApiProperty({ example: '2026-04-01T00:00:00.000Z', description: 'Not included' })
  to: string;
  @ApiProperty({ type: 'integer', example: 2_160 })
  hours: number;
  @ApiProperty({ description: 'Whether the period had ended when the report was told' })
  isOver: boolean;
}

export class ReportBoundary {
  @ApiProperty({ type: [String], description: 'What is counted' })
  includes: string[];
  @ApiProperty({ type: [String], description: 'What is not' })
  excludes: string[];
}

export class ReportEnergy {
  @ApiProperty(exactUwh('All energy'))
  energyUwh: string;
  @ApiProperty({ example: 12.5, description: 'All energy, kWh' })
  energyKwh: number;
}

export class ReportLocationBased extends ReportFigures {
  @ApiProperty({ enum: ['average'], description: 'Average intensity of the grid, hour by hour' })
  signal: 'average';
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 58,
    description: 'Mean intensity by energy, gCO2eq/kWh; null without energy',
  })
  averageGPerKwh: number | null;
}

export class ReportMarketBased {
  @ApiProperty({ type: Number, nullable: true, example: null, description: 'Not available: always null' })
  emissionsCO2: null;
  @ApiProperty({ description: 'Why there is none' })
  reason: string;
}

export class ReportMarginal {
  @ApiProperty({ enum: ['marginal'], description: 'Intensity of what answers one more kWh' })
  signal: 'marginal';
  @ApiProperty({ ...exactUg('Consequence of the energy whose marginal intensity is known'), nullable: true })
  emissionsUg: string | null;
  @ApiProperty({ ...gramsUp('The same'), nullable: true })
  emissionsCO2: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: null,
    description: 'Mean of that energy, gCO2eq/kWh',
  })
  marginalGPerKwh: number | null;
  @ApiProperty(percentOf('Share of all kWh whose marginal intensity is known'))
  coveredPercent: number | null;
  @ApiProperty(reasonOf('emissionsUg'))
  reason: string | null;
  @ApiProperty({ description: 'How it may be read: never added to the average' })
  note: string;
}

/** Emissions of a period, before and without any credit. */
export class ReportEmissions {
  @ApiProperty({ type: ReportLocationBased })
  locationBased: ReportLocationBased;
  @ApiProperty({ type: ReportMarketBased })
  marketBased: ReportMarketBased;
  @ApiProperty({ type: ReportMarginal })
  marginal: ReportMarginal;
  @ApiProperty({ type: [ReportGroup] })
  byMonth: ReportGroup[];
  @ApiProperty({ type: [ReportGroup] })
  byDay: ReportGroup[];
  @ApiProperty({ type: [ReportGroup] })
  byZone: ReportGroup[];
  @ApiProperty({ type: [ReportGroup] })
  byWorkloadType: ReportGroup[];
}

export class ReportShare {
  @ApiProperty({ example: 'measured' })
  quality: string;
  @ApiProperty(exactUwh('Energy of this quality'))
  energyUwh: string;
  @ApiProperty(percentOf('Of all kWh'))
  percent: number | null;
}

export class ReportDataQuality {
  @ApiProperty({
    type: [ReportShare],
    description: 'How the energy is known: measured, modelled or estimated',
  })
  energy: ReportShare[];
  @ApiProperty({
    type: [ReportShare],
    description: 'How the intensity is known: measured, estimated, forecast or simulated',
  })
  intensity: ReportShare[];
}

/** An edition of intensities, and what was calculated by it. */
export class ReportFactor extends ReportFigures {
  @ApiProperty({ example: 'location-based' })
  method: string;
  @ApiProperty({ example: 'electricity-maps', description: 'Whose figures these are' })
  source: string;
  @ApiProperty({ example: '2026-01', description: 'Which edition of them' })
  factorVersion: string;
  @ApiProperty({ enum: ['measured', 'estimated', 'forecast', 'simulated'] })
  quality: string;
  @ApiProperty({ type: 'integer', example: 24, description: 'Rows of the emission log that stand' })
  rowCount: number;
}
