import type { CloudRegion, InstancePrice, Provider, PublishedPue } from './cloud-region';
import { machineSize } from './machines';
import { sourceKey } from './sources';
import { numberOf, readTable, requiredCell } from './table';

const UNPUBLISHED = {
  pue: 'no PUE of this region was found published',
  price: 'no public price of a 4 vCPU, 16 GB machine was found for this region',
  gpuPrice: 'no public price of a GPU machine was found for this region',
} as const;

/**
 * Reads one provider's regions. Columns: `region`, `city`, `country` (ISO 3166-1 alpha-2), `latitude` and `longitude`
 * (degrees), `zone` (Electricity Maps id), `place from` (source key), `PUE` (value, year, source key), `price per hour`
 * and `GPU price per hour` (USD, machine, source key), `note`. A figure nobody published is `-`.
 */
export function cloudRegionTable(provider: Provider, text: string): readonly CloudRegion[] {
  return readTable(text).map((row) => {
    const name = requiredCell(row, 'region');
    const pue = pueOfCell(requiredCell(row, 'PUE'));
    const price = priceOfCell(requiredCell(row, 'price per hour'));
    const gpuPrice = priceOfCell(requiredCell(row, 'GPU price per hour'));
    return {
      id: `${provider}:${name}`,
      provider,
      name,
      city: requiredCell(row, 'city'),
      country: requiredCell(row, 'country'),
      latitude: numberOf(row.get('latitude')),
      longitude: numberOf(row.get('longitude')),
      zone: requiredCell(row, 'zone'),
      placeSource: sourceKey(requiredCell(row, 'place from')),
      pue,
      price,
      gpuPrice,
      note: row.get('note') ?? null,
      unknown: reasonsFor({ pue, price, gpuPrice }),
    };
  });
}

function reasonsFor(figures: Record<keyof typeof UNPUBLISHED, object | null>): CloudRegion['unknown'] {
  return {
    ...(figures.pue ? {} : { pue: UNPUBLISHED.pue }),
    ...(figures.price ? {} : { price: UNPUBLISHED.price }),
    ...(figures.gpuPrice ? {} : { gpuPrice: UNPUBLISHED.gpuPrice }),
  };
}

function pueOfCell(cell: string): PublishedPue | null {
  if (cell === '-') return null;
  const [value, year, source] = cell.split(' ');
  return { value: numberOf(value), year: numberOf(year), source: sourceKey(source ?? '') };
}

function priceOfCell(cell: string): InstancePrice | null {
  if (cell === '-') return null;
  const [usdPerHour, instance, source] = cell.split(' ');
  return {
    usdPerHour: numberOf(usdPerHour),
    instance: instance ?? '',
    ...machineSize(instance ?? ''),
    source: sourceKey(source ?? ''),
  };
}
