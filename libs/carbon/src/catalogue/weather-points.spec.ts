import { findZone, zones } from './catalogue';
import { greatCircleKm } from './geography';
import { MOST_WEATHER_POINTS, weatherPoints, zonesOfManyPoints } from './weather-points';

describe('weather points', () => {
  it.each(zones().map((zone) => [zone.id, zone] as const))('of %s are few, apart and near', (_id, zone) => {
    const points = weatherPoints(zone);
    expect(points.length).toBeLessThanOrEqual(MOST_WEATHER_POINTS);
    expect(points.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    for (const [index, point] of points.entries()) {
      // Indonesia reaches farthest from its centre
      expect(greatCircleKm(zone, point)).toBeLessThan(2_500);
      for (const other of points.slice(0, index)) expect(greatCircleKm(point, other)).toBeGreaterThan(70);
    }
  });

  it('are of zones that exist, and several where a zone is large', () => {
    const listed = zonesOfManyPoints();
    expect(listed.filter((id) => findZone(id) === undefined)).toEqual([]);
    const large = [
      'DE',
      'FR',
      'ES',
      'GB',
      'US-MIDA-PJM',
      'US-TEX-ERCO',
      'AU-NSW',
      'BR-CS',
      'CN',
      'IN-NO',
      'CA-ON',
    ];
    for (const id of large) {
      const zone = findZone(id);
      expect(zone === undefined ? 0 : weatherPoints(zone).length).toBeGreaterThanOrEqual(4);
    }
  });

  it('is the centre of a small zone', () => {
    const zone = findZone('SI');
    if (zone === undefined) throw new Error('SI is gone');
    const { latitude, longitude } = zone;
    expect(weatherPoints(zone)).toEqual([{ place: 'centre', latitude, longitude, weight: 1 }]);
  });
});
