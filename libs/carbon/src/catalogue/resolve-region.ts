import { cloudRegions, zones } from './catalogue';
import type { CloudRegion } from './cloud-region';
import { nearestNames } from './nearest-names';

/** What a caller's region stands for. */
export interface ResolvedRegion {
  readonly kind: 'resolved';
  /** As the caller wrote it. */
  readonly name: string;
  /** Zone id */
  readonly zone: string;
  /** Null for a bare zone. */
  readonly cloudRegion: CloudRegion | null;
}

export interface UnknownRegion {
  readonly kind: 'unknown';
  readonly name: string;
  readonly reason: string;
  /** The nearest names, best first, each of which resolves. */
  readonly didYouMean: readonly string[];
}

/** Names that resolve, in lower case, each with all it may stand for. */
export type RegionIndex = ReadonlyMap<string, readonly RegionTarget[]>;
interface RegionTarget {
  readonly id: string;
  readonly zone: string;
  readonly cloudRegion: CloudRegion | null;
}

/** Indexes zones by id and cloud regions by `provider:name` and by bare name. */
export function indexRegions(zoneIds: readonly string[], regions: readonly CloudRegion[]): RegionIndex {
  const index = new Map<string, RegionTarget[]>();
  const add = (name: string, target: RegionTarget): void => {
    const key = name.toLowerCase();
    index.set(key, [...(index.get(key) ?? []), target]);
  };
  for (const id of zoneIds) add(id, { id, zone: id, cloudRegion: null });
  for (const region of regions) {
    const target = { id: region.id, zone: region.zone, cloudRegion: region };
    add(region.id, target);
    add(region.name, target);
  }
  return index;
}

const INDEX = indexRegions(
  zones().map(({ id }) => id),
  cloudRegions(),
);
const PLACES = [
  ...zones().map(({ id, name }) => ({ id, place: name })),
  ...cloudRegions().map(({ id, city }) => ({ id, place: city })),
];

/**
 * Resolves a zone id (`FR`), a cloud region (`aws:eu-west-3`) or its bare name where only one provider has it
 * (`eu-west-3`); upper and lower case and surrounding blanks do not matter. Anything else comes back as unknown with the
 * reason and the nearest names; a name of two regions is unknown too, and lists both.
 */
export function resolveRegion(name: string, index: RegionIndex = INDEX): ResolvedRegion | UnknownRegion {
  const asked = name.trim().toLowerCase();
  const targets = index.get(asked) ?? [];
  const [target, another] = targets;
  if (target && !another) {
    return { kind: 'resolved', name, zone: target.zone, cloudRegion: target.cloudRegion };
  }
  if (target) {
    const didYouMean = targets.map(({ id }) => id);
    return {
      kind: 'unknown',
      name,
      reason: `"${name}" is ambiguous: write ${didYouMean.join(' or ')}`,
      didYouMean,
    };
  }
  const didYouMean = nearestNames(asked, targetIds(index), PLACES);
  const hint = didYouMean.length > 0 ? `; did you mean ${didYouMean.join(', ')}?` : '';
  return {
    kind: 'unknown',
    name,
    reason: `"${shortened(name)}" is no zone or cloud region${hint}`,
    didYouMean,
  };
}

const targetIds = (index: RegionIndex): string[] => [
  ...new Set([...index.values()].flatMap((targets) => targets.map(({ id }) => id))),
];

/** A caller's text may be of any length; an answer is not. */
const shortened = (name: string): string => (name.length > 60 ? `${name.slice(0, 57)}...` : name);
