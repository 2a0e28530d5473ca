import { findZone } from '@ecobe/carbon';
import type { Zone } from '@ecobe/carbon';
import { relativeDemand } from './demand';
import { dayOfYear } from './sun';

const zoneOf = (id: string): Zone => {
  const zone = findZone(id);
  if (zone === undefined) throw new Error(id);
  return zone;
};
/** Mean over the whole days of the year that `keep` picks; local time is taken as UTC. */
function meanDemand(id: string, keep: (day: number, hourOfDay: number) => boolean): number {
  const zone = zoneOf(id);
  const first = Date.UTC(2025, 0) / 3_600_000;
  const values: number[] = [];
  for (let hour = first; hour < first + 8760; hour += 1) {
    const day = dayOfYear(hour);
    if (keep(Math.floor(day), hour % 24)) values.push(relativeDemand(zone, 1, hour, hour, day));
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
/** 2025-01-01 was a Wednesday; 0 is Sunday. */
const weekday = (day: number): number => (day + 3) % 7;

describe('relativeDemand', () => {
  it('is about 1 over a year', () => {
    expect(meanDemand('FR', () => true)).toBeGreaterThan(0.93);
    expect(meanDemand('FR', () => true)).toBeLessThan(1.03);
  });

  it('is lower at 4 than at 9 and at 19 o’clock', () => {
    const at = (hour: number): number => meanDemand('DE', (_day, hourOfDay) => hourOfDay === hour);
    expect(at(4)).toBeLessThan(at(9) - 0.1);
    expect(at(4)).toBeLessThan(at(19) - 0.1);
  });

  it('rests on Sunday in Germany and on Saturday, second day of rest, in Saudi Arabia', () => {
    const on = (id: string, wanted: number): number => meanDemand(id, (day) => weekday(day) === wanted);
    expect(on('DE', 0)).toBeLessThan(on('DE', 3) - 0.04);
    expect(on('SA', 6)).toBeLessThan(on('SA', 0) - 0.04);
  });

  it('peaks in winter in the cold, in summer in the heat, in both hemispheres', () => {
    const january = (day: number): boolean => day < 31;
    const july = (day: number): boolean => day >= 181 && day < 212;
    expect(meanDemand('FI', january)).toBeGreaterThan(meanDemand('FI', july) + 0.1);
    expect(meanDemand('AE', july)).toBeGreaterThan(meanDemand('AE', january) + 0.1);
    expect(meanDemand('NZ', july)).toBeGreaterThan(meanDemand('NZ', january));
  });

  it('glides into a day of rest: no hour differs by more than a tenth from the one before', () => {
    const zone = zoneOf('DE');
    const first = Date.UTC(2025, 0) / 3_600_000;
    const values = Array.from({ length: 2000 }, (_, index) =>
      relativeDemand(zone, 1, first + index, first + index, dayOfYear(first + index)),
    );
    const steps = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(0.1);
  });
});
