/** A place on the globe, in degrees north and east. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** IUGG mean radius of the earth. */
const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

/** Great-circle distance in km (haversine), the shortest way over a spherical earth. */
export function greatCircleKm(from: Place, to: Place): number {
  const rise = Math.sin(((to.latitude - from.latitude) * RADIANS) / 2) ** 2;
  const turn = Math.sin(((to.longitude - from.longitude) * RADIANS) / 2) ** 2;
  const h = rise + Math.cos(from.latitude * RADIANS) * Math.cos(to.latitude * RADIANS) * turn;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, h)));
}

/** The middle of some places on the globe. @throws RangeError without any. */
export function middleOf(places: readonly Place[]): Place {
  if (places.length === 0) throw new RangeError('no place, no middle');
  let [x, y, z] = [0, 0, 0];
  for (const { latitude, longitude } of places) {
    x += Math.cos(latitude * RADIANS) * Math.cos(longitude * RADIANS);
    y += Math.cos(latitude * RADIANS) * Math.sin(longitude * RADIANS);
    z += Math.sin(latitude * RADIANS);
  }
  return { latitude: Math.atan2(z, Math.hypot(x, y)) / RADIANS, longitude: Math.atan2(y, x) / RADIANS };
}
