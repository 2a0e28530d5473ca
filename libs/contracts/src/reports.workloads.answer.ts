import { ApiProperty } from '@nestjs/swagger';
import { exactUg, gramsDown, gramsUp, reasonOf } from './reports.figures.answer';

const workloads = { type: 'integer' as const, example: 12, description: 'Workloads' };

/** SCI of all workloads that tell the same functional unit. */
export class ReportSciUnit {
  @ApiProperty({ example: 'queries', description: 'R: only counts of the same name are added' })
  functionalUnit: string;
  @ApiProperty({ type: String, example: '1500', description: 'How many there were, exact' })
  unitCount: string;
  @ApiProperty(workloads)
  workloadCount: number;
  @ApiProperty(exactUg('O: energy x average intensity'))
  operationalUg: string;
  @ApiProperty({ ...exactUg('M: share in the making of the hardware'), nullable: true })
  embodiedUg: string | null;
  @ApiProperty(reasonOf('embodiedUg'))
  embodiedReason: string | null;
  @ApiProperty({ description: 'Without M, which is not known of all these workloads' })
  isOperationalOnly: boolean;
  @ApiProperty(exactUg('(O + M) per R, or O per R'))
  sciUgPerUnit: string;
  @ApiProperty({ example: 0.122, description: '(O + M) per R, or O per R, gCO2eq per unit' })
  sciGPerUnit: number;
}

/** Workloads that a figure leaves out, and why. */
export class ReportLeftOut {
  @ApiProperty(workloads)
  workloadCount: number;
  @ApiProperty(exactUg('Their emissions'))
  emissionsUg: string;
  @ApiProperty(gramsUp('Their emissions'))
  emissionsCO2: number;
  @ApiProperty({ type: [String], description: 'At most 100, in order of their names' })
  workloadIds: string[];
  @ApiProperty({ description: 'Why they are left out' })
  reason: string;
}

/** Software carbon intensity, ISO/IEC 21031:2024. */
export class ReportSci {
  @ApiProperty({ example: 'ISO/IEC 21031:2024' })
  standard: string;
  @ApiProperty({ example: 'SCI = (O + M) per R' })
  equation: string;
  @ApiProperty({ description: 'Which workloads belong to the period' })
  basis: string;
  @ApiProperty({ type: [ReportSciUnit] })
  units: ReportSciUnit[];
  @ApiProperty({ type: ReportLeftOut, description: 'Workloads of which no functional unit was told' })
  notCounted: ReportLeftOut;
}

/** Workloads compared with the same baseline. */
export class ReportAvoidedMethod {
  @ApiProperty({ example: 'at home, at once' })
  method: string;
  @ApiProperty(workloads)
  workloadCount: number;
  @ApiProperty(exactUg('What they would have emitted'))
  baselineUg: string;
  @ApiProperty(exactUg('What they did emit'))
  emissionsUg: string;
  @ApiProperty(exactUg('Baseline less emissions; negative where it was worse'))
  avoidedUg: string;
  @ApiProperty(gramsDown('Baseline less emissions; negative where it was worse'))
  avoidedCO2: number;
}

/** What scheduling avoided, apart from all emissions. */
export class ReportAvoided {
  @ApiProperty({ ...exactUg('Of all workloads with a baseline'), nullable: true })
  avoidedUg: string | null;
  @ApiProperty({ ...gramsDown('Of all workloads with a baseline'), nullable: true })
  avoidedCO2: number | null;
  @ApiProperty(reasonOf('avoidedCO2'))
  reason: string | null;
  @ApiProperty({ type: [ReportAvoidedMethod] })
  byMethod: ReportAvoidedMethod[];
  @ApiProperty({ type: ReportLeftOut, description: 'Workloads with nothing to compare them with' })
  notCompared: ReportLeftOut;
  @ApiProperty({ description: 'How it may be read' })
  note: string;
}
