import { resolveRegion } from '@ecobe/carbon';
import { identityOf } from './requested-regions';

/** Mean kW that plans may draw at any hour: of all regions, and of some. */
export interface CapacitySettings {
  readonly ECOBE_CAPACITY_KW?: number | undefined;
  readonly ECOBE_CAPACITY_KW_BY_REGION?: Readonly<Record<string, number>> | undefined;
}

/**
 * The cap of a region by what it is, however the setting writes its name; null without one.
 * @throws Error for a name that is no region, so that a slip does not lift a cap
 */
export function capacities(settings: CapacitySettings): (region: string) => number | null {
  const caps = new Map<string, number>();
  for (const [name, kw] of Object.entries(settings.ECOBE_CAPACITY_KW_BY_REGION ?? {})) {
    const found = resolveRegion(name);
    if (found.kind === 'unknown') throw new Error(`ECOBE_CAPACITY_KW_BY_REGION: ${found.reason}`);
    caps.set(identityOf(found), kw);
  }
  return (region) => caps.get(region) ?? settings.ECOBE_CAPACITY_KW ?? null;
}

/** Whether the plans of any region are limited. */
export const isCapped = ({ ECOBE_CAPACITY_KW, ECOBE_CAPACITY_KW_BY_REGION }: CapacitySettings): boolean =>
  ECOBE_CAPACITY_KW !== undefined || Object.keys(ECOBE_CAPACITY_KW_BY_REGION ?? {}).length > 0;
