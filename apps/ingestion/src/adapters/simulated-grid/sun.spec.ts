import { HOUR_MS } from '@ecobe/carbon';
import { clearSkyWm2, cosZenith, dayOfYear, solarHour, throughClouds, winterness } from './sun';

const hourOf = (iso: string): number => Date.parse(iso) / HOUR_MS;

describe('sun', () => {
  it('counts the days of a year from its first', () => {
    expect(dayOfYear(hourOf('2024-01-01T00:00:00Z'))).toBe(0);
    expect(dayOfYear(hourOf('2024-12-31T12:00:00Z'))).toBe(365.5);
  });

  it('stands highest at 12 of the mean solar time', () => {
    expect(solarHour(hourOf('2024-03-20T12:00:00Z'), 0)).toBe(12);
    expect(solarHour(hourOf('2024-03-20T20:00:00Z'), -120)).toBe(12);
    expect(solarHour(hourOf('2024-03-20T02:00:00Z'), -45)).toBe(23);
  });

  it('is overhead at the equator on the equinox and at 23.45 degrees on the solstice', () => {
    expect(cosZenith({ latitude: 0, longitude: 7.5 }, hourOf('2025-03-21T11:00:00Z'), 79)).toBeCloseTo(1, 2);
    expect(cosZenith({ latitude: 23.45, longitude: 7.5 }, hourOf('2025-06-21T11:00:00Z'), 171)).toBeCloseTo(
      1,
      2,
    );
  });

  it('stays down in the polar night', () => {
    expect(cosZenith({ latitude: 70, longitude: 7.5 }, hourOf('2025-12-21T11:00:00Z'), 354)).toBeLessThan(0);
    expect(clearSkyWm2(-0.1)).toBe(0);
  });

  it('gives 1037 W/m2 at the zenith (Haurwitz) and a quarter under full cloud (Kasten and Czeplak)', () => {
    expect(clearSkyWm2(1)).toBeCloseTo(1098 * Math.exp(-0.057), 9);
    expect(throughClouds(0)).toBe(1);
    expect(throughClouds(1)).toBe(0.25);
  });

  it('turns the seasons around in the south', () => {
    expect(winterness(15, 50)).toBe(1);
    expect(winterness(15, -50)).toBe(-1);
  });
});
