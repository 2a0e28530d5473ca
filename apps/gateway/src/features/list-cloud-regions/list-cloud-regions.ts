import { cloudRegions } from '@ecobe/carbon';
import type { ListedCloudRegion, Place } from '@ecobe/carbon';
import { ProblemError, pageOf } from '@ecobe/contracts';
import type { CloudRegionAnswer, CloudRegionPage, CloudRegionsQuery } from '@ecobe/contracts';

const refused = (pointer: string, detail: string): ProblemError =>
  new ProblemError({
    status: 400,
    code: 'INVALID_INPUT',
    title: 'Invalid input',
    detail,
    errors: [{ pointer, detail }],
  });

/** A page of the catalogue; the cursor is the id of the last region of the page before. @throws ProblemError 400 */
export function listCloudRegions({ provider, near, cursor, limit }: CloudRegionsQuery): CloudRegionPage {
  const all = cloudRegions({
    ...(provider === undefined ? {} : { provider }),
    ...(near === undefined ? {} : { near: placeOf(near) }),
  });
  const { items, nextCursor } = pageOf(all, { limit, ...(cursor === undefined ? {} : { cursor }) });
  return { cloudRegions: items.map(answerOf), nextCursor };
}

function placeOf(near: string): Place {
  const [latitude = Number.NaN, longitude = Number.NaN] = near.split(',').map(Number);
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  throw refused('?near', 'near must lie within 90 degrees of latitude and 180 of longitude');
}

const answerOf = (region: ListedCloudRegion): CloudRegionAnswer => ({
  id: region.id,
  provider: region.provider,
  name: region.name,
  city: region.city,
  country: region.country,
  latitude: region.latitude,
  longitude: region.longitude,
  zone: region.zone,
  pue: region.pue?.value ?? null,
  pricePerHourUsd: region.price?.usdPerHour ?? null,
  distanceKm: region.distanceKm === null ? null : Math.round(region.distanceKm * 10) / 10,
});
