import { pueOf } from '@ecobe/carbon';
import type { ResolvedRegion } from '@ecobe/carbon';
import { identityOf } from '@ecobe/contracts';
import type { DekesExclusion, GridSnapshotReader } from '@ecobe/contracts';
import { regionOutlook } from '@ecobe/placement';
import type { RegionOutlook } from '@ecobe/placement';
import { gridHours } from './grid-hours';
import type { GridHours } from './grid-hours';

/** A region that a run can be priced in. */
export interface Candidate {
  readonly region: ResolvedRegion;
  /** What it is, however the caller wrote it. */
  readonly identity: string;
  readonly pue: number;
  readonly hours: GridHours;
  /** Grams by kW of the computers: the building's overhead is in it. */
  readonly outlook: RegionOutlook;
}

/** The regions of a request: those that can be priced, and the others with their reasons. */
export interface Candidates {
  /** Where the work would run without us. */
  readonly home: ResolvedRegion;
  readonly known: readonly Candidate[];
  readonly excluded: readonly DekesExclusion[];
}

export type WithHome = readonly [ResolvedRegion, ...ResolvedRegion[]];

/** A list of regions whose first is home. @throws RangeError for an empty one */
export function withHome(regions: readonly ResolvedRegion[]): WithHome {
  const [home, ...others] = regions;
  if (home === undefined) throw new RangeError('no region is home');
  return [home, ...others];
}

/** Looks up what is known of each region. */
export function candidatesOf(
  regions: WithHome,
  grid: GridSnapshotReader,
  nowMs: number,
  neededHours: number,
): Candidates {
  const known: Candidate[] = [];
  const excluded: DekesExclusion[] = [];
  for (const region of regions) {
    const { name, zone } = region;
    const hours = gridHours(grid, zone, nowMs, neededHours);
    if (hours.kind === 'unknown')
      excluded.push({ region: name, zone, code: hours.code, reason: hours.reason });
    else known.push(candidateOf(region, hours));
  }
  return { home: regions[0], known, excluded };
}

function candidateOf(region: ResolvedRegion, hours: GridHours): Candidate {
  const identity = identityOf(region);
  const pue = pueOf(region).mid;
  const ofBuilding = hours.gPerKwh.map((value) => value * pue);
  return { region, identity, pue, hours, outlook: regionOutlook(identity, hours.firstHour, ofBuilding) };
}
