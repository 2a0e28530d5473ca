import type { CloudRegion, Provider } from './cloud-region';
import { greatCircleKm } from './geography';
import type { Place } from './geography';
import { AWS_REGIONS } from './regions/aws';
import { AZURE_REGIONS } from './regions/azure';
import { GCP_REGIONS } from './regions/gcp';
import type { Zone } from './zone';
import { AFRICA_ZONES } from './zones/africa';
import { AMERICAS_ZONES } from './zones/americas';
import { ASIA_ZONES } from './zones/asia';
import { EUROPE_ZONES } from './zones/europe';
import { OCEANIA_ZONES } from './zones/oceania';

const ALL_REGIONS: readonly CloudRegion[] = [...AWS_REGIONS, ...AZURE_REGIONS, ...GCP_REGIONS];
const ALL_ZONES: readonly Zone[] = [
  ...AFRICA_ZONES,
  ...AMERICAS_ZONES,
  ...ASIA_ZONES,
  ...EUROPE_ZONES,
  ...OCEANIA_ZONES,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const zoneById = new Map(ALL_ZONES.map((zone) => [zone.id, zone]));
const regionsByZone = new Map(
  ALL_ZONES.map(({ id }) => [id, ALL_REGIONS.filter((region) => region.zone === id)]),
);

/** Every grid zone of the catalogue, sorted by id. */
export const zones = (): readonly Zone[] => ALL_ZONES;

/** The zone with exactly this id; use `resolveRegion` for what a caller wrote. */
export const findZone = (id: string): Zone | undefined => zoneById.get(id);

/** The cloud regions fed by a zone; none for a zone without one. */
export const cloudRegionsOfZone = (zoneId: string): readonly CloudRegion[] => regionsByZone.get(zoneId) ?? [];

export interface ListedCloudRegion extends CloudRegion {
  /** Great-circle km from the place asked for; null where none was. */
  readonly distanceKm: number | null;
}

/** Cloud regions, of one provider if asked; nearest first if a place is given, else by provider and name. */
export function cloudRegions(query: { provider?: Provider; near?: Place } = {}): ListedCloudRegion[] {
  const { provider, near } = query;
  const listed = ALL_REGIONS.filter((region) => provider === undefined || region.provider === provider).map(
    (region) => ({ ...region, distanceKm: near ? greatCircleKm(near, region) : null }),
  );
  return listed.sort((a, b) => (a.distanceKm ?? 0) - (b.distanceKm ?? 0) || (a.id < b.id ? -1 : 1));
}
