import type { ReportLeftOut, SustainabilityReportContent } from '@ecobe/contracts';
import { avoidedGrams, gramsAsNumber, jsonAtLeast, jsonAtMost, sciUgPerUnit } from '@ecobe/ledger';
import type { ReportFacts, WorkloadSums } from '../ports/report-store';
import { byName, gramsUpOf } from './report-figures';
import { AVOIDED_NOTE, NO_BASELINE, NO_UNIT, SCI_BASIS, unknownEmbodied } from './report-words';

type Sci = SustainabilityReportContent['sci'];
type Avoided = SustainabilityReportContent['avoided'];

/** Software carbon intensity for each functional unit; docs/formulas/sci.md */
export const sciSection = ({ workloads, withoutUnit }: ReportFacts): Sci => ({
  standard: 'ISO/IEC 21031:2024',
  equation: 'SCI = (O + M) per R',
  basis: SCI_BASIS,
  units: workloads
    .filter(({ by }) => by === 'functionalUnit')
    .flatMap((sums) =>
      sums.name === null || sums.unitCount === null ? [] : [unitOf(sums, sums.name, sums.unitCount)],
    )
    .sort((a, b) => byName(a.functionalUnit, b.functionalUnit)),
  notCounted: leftOut(workloads, 'functionalUnit', withoutUnit, NO_UNIT),
});

function unitOf(sums: WorkloadSums, functionalUnit: string, unitCount: string): Sci['units'][number] {
  const isOperationalOnly = sums.embodiedCount < sums.workloadCount;
  const sciUg = sciUgPerUnit(sums.emissionsUg + (isOperationalOnly ? 0n : sums.embodiedUg), unitCount);
  return {
    functionalUnit,
    unitCount,
    workloadCount: sums.workloadCount,
    operationalUg: String(sums.emissionsUg),
    embodiedUg: isOperationalOnly ? null : String(sums.embodiedUg),
    embodiedReason: isOperationalOnly
      ? unknownEmbodied(sums.workloadCount - sums.embodiedCount, sums.workloadCount)
      : null,
    isOperationalOnly,
    sciUgPerUnit: String(sciUg),
    sciGPerUnit: gramsAsNumber(sciUg),
  };
}

function leftOut(
  workloads: readonly WorkloadSums[],
  by: WorkloadSums['by'],
  workloadIds: readonly string[],
  reason: string,
): ReportLeftOut {
  const sums = workloads.find((one) => one.by === by && one.name === null);
  const emissionsUg = sums?.emissionsUg ?? 0n;
  return {
    workloadCount: sums?.workloadCount ?? 0,
    emissionsUg: String(emissionsUg),
    emissionsCO2: gramsUpOf(emissionsUg),
    workloadIds: [...workloadIds],
    reason,
  };
}

/** Baseline less emissions, by the method of the baseline; negatives kept, in no sum with emissions or credits. */
export function avoidedSection({ workloads, withoutBaseline }: ReportFacts): Avoided {
  const compared = workloads.filter(({ by, name }) => by === 'baseline' && name !== null);
  const avoidedUg = compared.reduce((sum, one) => sum + one.baselineUg - one.emissionsUg, 0n);
  return {
    avoidedUg: compared.length === 0 ? null : String(avoidedUg),
    avoidedCO2: compared.length === 0 ? null : gramsDownOf(avoidedUg),
    reason: compared.length === 0 ? NO_BASELINE : null,
    byMethod: compared.map(methodOf).sort((a, b) => byName(a.method, b.method)),
    notCompared: leftOut(workloads, 'baseline', withoutBaseline, NO_BASELINE),
    note: AVOIDED_NOTE,
  };
}

const methodOf = ({
  name,
  workloadCount,
  baselineUg,
  emissionsUg,
}: WorkloadSums): Avoided['byMethod'][number] => ({
  method: name ?? '',
  workloadCount,
  baselineUg: String(baselineUg),
  emissionsUg: String(emissionsUg),
  avoidedUg: String(baselineUg - emissionsUg),
  avoidedCO2: gramsDownOf(baselineUg - emissionsUg),
});

function gramsDownOf(micrograms: bigint): number {
  const grams = avoidedGrams(micrograms);
  return grams < 0n ? -jsonAtLeast(-grams) : jsonAtMost(grams);
}
