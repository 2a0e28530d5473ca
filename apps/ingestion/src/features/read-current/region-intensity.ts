import { seriesId, toIso } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import type { CurrentIntensity, ExcludedRegion, GridSnapshotReader, RegionIntensity } from '@ecobe/contracts';
import { recentSpan } from '../refresh-snapshot/series-choice';
import type { SimulationMode } from '../refresh-snapshot/series-choice';

/** A snapshot value as the answer of a region. */
export const regionIntensity = (region: string, value: CurrentIntensity, nowMs: number): RegionIntensity => ({
  region,
  ...value,
  unit: 'gCO2eq/kWh',
  ageSeconds: Math.max(0, Math.floor((nowMs - Date.parse(value.validAt)) / 1000)),
});

/**
 * The zone's value in the snapshot, if it may be shown: the snapshot outlives restarts, and may still hold a value of
 * another clock or of another simulation mode.
 */
export function currentOf(
  snapshot: Pick<GridSnapshotReader, 'current'>,
  { zone, basis }: { zone: string; basis: Basis },
  nowMs: number,
  mode: SimulationMode,
): CurrentIntensity | null {
  const value = snapshot.current(seriesId({ zone, signal: 'average', basis }));
  if (value === undefined) return null;
  const { startMs } = recentSpan(nowMs);
  const isRecent = value.validAt >= toIso(startMs) && value.validAt <= toIso(nowMs);
  const isAllowed = mode === 'auto' || (value.quality === 'simulated') === (mode === 'only');
  return isRecent && isAllowed ? value : null;
}

/** Why a zone has no value. */
export const noObservations = (region: string, zone: string, basis: Basis): ExcludedRegion => ({
  region,
  zone,
  code: 'NO_OBSERVATIONS',
  reason: `no source has given a ${basis} carbon intensity of zone ${zone} in the last 28 days`,
});
