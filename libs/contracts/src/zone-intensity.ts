import { BASES, SIGNALS, seriesId } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import type { CurrentIntensity, GridSnapshotReader } from './grid.contract';

/** The newest value of the series asked for, or else which other series the zone has. */
export interface ZoneIntensity {
  readonly current: CurrentIntensity | null;
  readonly otherSeries: readonly string[];
}

/** Reads the average intensity of a zone on one basis from the grid snapshot; nothing is asked of anybody. */
export function zoneIntensity(grid: GridSnapshotReader, zone: string, basis: Basis): ZoneIntensity {
  const current = grid.current(seriesId({ zone, signal: 'average', basis })) ?? null;
  if (current !== null) return { current, otherSeries: [] };
  const otherSeries = SIGNALS.flatMap((signal) =>
    BASES.filter((other) => grid.current(seriesId({ zone, signal, basis: other })) !== undefined).map(
      (other) => `${signal} ${other}`,
    ),
  );
  return { current: null, otherSeries };
}
