import type { EmissionsRecorded, WorkloadEmissions } from '@ecobe/contracts';
import { emissionRows, microgramsAtMost, microgramsOf } from '@ecobe/ledger';
import type { EmissionRow } from '@ecobe/ledger';
import { invalid } from '../../credit/problems';
import type { EmissionLog } from '../../ports/emission-log';
import { requireEmissions } from './checked-emissions';

/** Takes settled workloads into the emission log. */
export class RecordEmissionsUseCase {
  constructor(private readonly log: EmissionLog) {}

  /** @throws ProblemError 400 `INVALID_INPUT`; nothing is written then */
  async execute(told: WorkloadEmissions): Promise<EmissionsRecorded> {
    requireEmissions(told);
    const { parts, embodiedG, baseline, ...emissions } = told;
    const rows = rowsOf(parts);
    const isNew = await this.log.record({
      ...emissions,
      rows,
      embodiedUg: embodiedG == null ? null : microgramsOf(embodiedG),
      baseline: baseline && { emissionsUg: microgramsAtMost(baseline.emissionsG), method: baseline.method },
    });
    return { isNew, rowCount: isNew ? rows.length : 0 };
  }
}

function rowsOf(parts: WorkloadEmissions['parts']): EmissionRow[] {
  const timed = parts.map(({ zone, energyKwh, hours }) => ({
    ...{ zone, energyKwh },
    hours: hours.map(({ hourAt, ...hour }) => ({ ...hour, hourMs: Date.parse(hourAt) })),
  }));
  try {
    return emissionRows(timed);
  } catch (error) {
    if (error instanceof RangeError) throw invalid('/parts', error.message);
    throw error;
  }
}
