import { toIso } from '@ecobe/carbon';
import type { EmissionFigures, EmissionsAnswer, EmissionsQuery } from '@ecobe/contracts';
import { gramsOfMicrograms, jsonAtLeast, kwhAsNumber, meanGPerKwh, percentOf } from '@ecobe/ledger';
import { invalid } from '../../credit/problems';
import type { EmissionLog, EmissionSums } from '../../ports/emission-log';

const MOST_GROUPS = 1_000;

/** Emissions of a period, by what the caller wants. */
export class ListEmissionsUseCase {
  constructor(private readonly log: EmissionLog) {}

  /** @throws ProblemError 400 `INVERTED_WINDOW` */
  async execute(query: EmissionsQuery): Promise<EmissionsAnswer> {
    const [fromMs, toMs] = [Date.parse(query.from), Date.parse(query.to)];
    if (toMs <= fromMs) throw invalid('?to', 'must be after from', 'INVERTED_WINDOW');
    const period = { from: toIso(fromMs), to: toIso(toMs) };
    const { total, groups } = await this.log.sums({ ...query, ...period }, query.groupBy, MOST_GROUPS);
    return {
      organizationId: query.organizationId,
      ...period,
      unit: 'g',
      total: figuresOf(total),
      groupBy: query.groupBy,
      groups: groups.slice(0, MOST_GROUPS).map((sums) => ({ group: sums.group, ...figuresOf(sums) })),
      isCut: groups.length > MOST_GROUPS,
    };
  }
}

function figuresOf(sums: EmissionSums): EmissionFigures {
  const { energyUwh, emissionsUg, marginalUg, measuredUwh, modelledUwh } = sums;
  return {
    energyKwh: kwhAsNumber(energyUwh),
    emissionsCO2: jsonAtLeast(gramsOfMicrograms(emissionsUg)),
    averageGPerKwh: meanGPerKwh(emissionsUg, energyUwh),
    marginalGPerKwh: marginalUg === null ? null : meanGPerKwh(marginalUg, energyUwh),
    measuredPercent: percentOf(measuredUwh, energyUwh),
    modelledPercent: percentOf(modelledUwh, energyUwh),
    estimatedPercent: percentOf(energyUwh - measuredUwh - modelledUwh, energyUwh),
    workloadCount: sums.workloadCount,
    restatedCount: sums.restatedCount,
  };
}
