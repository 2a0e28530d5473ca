import { HOUR_MS, findZone } from '@ecobe/carbon';
import type { EmissionsRecorded, WorkloadEmissions } from '@ecobe/contracts';
import { emissionRows } from '@ecobe/ledger';
import type { EmissionRow } from '@ecobe/ledger';
import { invalid } from '../../credit/problems';
import type { EmissionLog } from '../../ports/emission-log';

/** Takes settled workloads into the emission log. */
export class RecordEmissionsUseCase {
  constructor(private readonly log: EmissionLog) {}

  /** @throws ProblemError 400 `INVALID_INPUT`; nothing is written then */
  async execute({ parts, ...emissions }: WorkloadEmissions): Promise<EmissionsRecorded> {
    const rows = rowsOf(parts);
    const isNew = await this.log.record({ ...emissions, rows });
    return { isNew, rowCount: isNew ? rows.length : 0 };
  }
}

function rowsOf(parts: WorkloadEmissions['parts']): EmissionRow[] {
  for (const [index, { zone }] of parts.entries())
    if (findZone(zone) === undefined) throw invalid(`/parts/${index}/zone`, `${zone} is no zone`);
  const timed = parts.map(({ zone, energyKwh, hours }, index) => ({
    ...{ zone, energyKwh },
    hours: hours.map(({ hourAt, ...hour }, at) => ({
      ...hour,
      hourMs: hourMsOf(hourAt, `/parts/${index}/hours/${at}`),
    })),
  }));
  try {
    return emissionRows(timed);
  } catch (error) {
    if (error instanceof RangeError) throw invalid('/parts', error.message);
    throw error;
  }
}

function hourMsOf(hourAt: string, pointer: string): number {
  const hourMs = Date.parse(hourAt);
  if (hourMs % HOUR_MS !== 0) throw invalid(`${pointer}/hourAt`, `${hourAt} is not the start of an hour`);
  return hourMs;
}
