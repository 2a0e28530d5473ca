import type { HealthCheck } from '@ecobe/contracts';
import type { DriftReading } from './drift-reading';

const MAX_NAMED = 10;

/** Which series are forecast worse than yesterday's values would do. Forecasts are served all the same, so it is a note. */
export async function driftProbe(drift: Pick<DriftReading, 'read'>): Promise<HealthCheck> {
  const known = await drift.read();
  const drifting = known
    .filter(({ isDrifting }) => isDrifting)
    .map(({ key }) => `${key.zone} (${key.basis})`);
  const counts = { status: 'ok' as const, judged: known.length, drifting: drifting.length };
  if (drifting.length === 0) return counts;
  const named = `${drifting.slice(0, MAX_NAMED).join(', ')}${drifting.length > MAX_NAMED ? ', ...' : ''}`;
  return { ...counts, detail: `worse than the seasonal naive for three days: ${named}` };
}
