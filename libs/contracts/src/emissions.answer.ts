import { ApiProperty } from '@nestjs/swagger';
import { EMISSION_GROUPS } from './emissions.dto';
import type { EmissionGroup } from './emissions.dto';

const share = (what: string) => ({
  type: Number,
  nullable: true,
  example: 40,
  description: `${what}, % of kWh; null without energy`,
});

/** Emissions of a group of rows. */
export class EmissionFigures {
  @ApiProperty({ example: 12.5, description: 'kWh' })
  energyKwh: number;
  @ApiProperty({ example: 725, description: 'Location-based, gCO2eq, rounded up' })
  emissionsCO2: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 58,
    description: 'Mean average intensity by energy, gCO2eq/kWh; null without energy',
  })
  averageGPerKwh: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: null,
    description: 'Mean marginal intensity by energy, gCO2eq/kWh; null unless known of all energy',
  })
  marginalGPerKwh: number | null;
  @ApiProperty(share('Energy that was measured'))
  measuredPercent: number | null;
  @ApiProperty(share('Energy that was modelled'))
  modelledPercent: number | null;
  @ApiProperty(share('Energy that was estimated'))
  estimatedPercent: number | null;
  @ApiProperty({ type: 'integer', example: 12, description: 'Workloads whose rows were not all taken back' })
  workloadCount: number;
  @ApiProperty({
    type: 'integer',
    example: 0,
    description: 'Workloads that were settled anew, their earlier rows taken back',
  })
  restatedCount: number;
}

class EmissionGroupFigures extends EmissionFigures {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'FR',
    description: 'Start of the span, zone, type or id; null: not told',
  })
  group: string | null;
}

/** Answer of `GET /emissions`. */
export class EmissionsAnswer {
  @ApiProperty({ example: 'org_123' })
  organizationId: string;
  @ApiProperty({ example: '2026-01-01T00:00:00.000Z' })
  from: string;
  @ApiProperty({ example: '2026-04-01T00:00:00.000Z' })
  to: string;
  @ApiProperty({ enum: ['g'], description: 'Unit of emissions, CO2eq' })
  unit: 'g';
  @ApiProperty({ type: EmissionFigures })
  total: EmissionFigures;
  @ApiProperty({ enum: EMISSION_GROUPS })
  groupBy: EmissionGroup;
  @ApiProperty({ type: [EmissionGroupFigures], description: 'At most 1,000, in order of their names' })
  groups: EmissionGroupFigures[];
  @ApiProperty({ description: 'There are more groups than are listed; the total counts them' })
  isCut: boolean;
}
