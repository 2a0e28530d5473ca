import type { EmissionsRecorded, WorkloadEmissions } from '@ecobe/contracts';
import { emissionRows, microgramsAtMost, microgramsOf } from '@ecobe/ledger';
import type { EmissionRow } from '@ecobe/ledger';
import { invalid } from '../../credit/problems';
import type { EmissionLog } from '../../ports/emission-log';
import { requireEmissions } from './checked-emissions';

/** What a column for microwatthours or micrograms can hold. */
const LARGEST_COLUMN = 2n ** 63n - 1n;

/** Takes settled workloads into the emission log. */
export class RecordEmissionsUseCase {
  constructor(private readonly log: EmissionLog) {}

  /** @throws ProblemError 400 `INVALID_INPUT`, 503 `LEDGER_BUSY`; nothing is written then */
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
    const rows = emissionRows(timed);
    const isTooMuch = rows.some(
      ({ energyUwh, emissionsUg }) => energyUwh > LARGEST_COLUMN || emissionsUg > LARGEST_COLUMN,
    );
    if (isTooMuch) throw new RangeError('emit more in one hour and zone than can be kept');
    return rows;
  } catch (error) {
    if (error instanceof RangeError) throw invalid('/parts', error.message);
    throw error;
  }
}
