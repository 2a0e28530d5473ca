import type { Zone } from '@ecobe/carbon';
import { relativeDemand } from './demand';
import { localClock } from './local-time';
import { seedOf, smoothNoise } from './smooth-noise';
import { dayOfYear, winterness } from './sun';
import { radiationWm2, windCapacityFactor, windSpeedMs } from './weather';

/** What moves a zone's plants in one hour. */
export interface Drivers {
  /** relative to the usual level, about 1 */
  readonly demand: number;
  readonly windSpeedMs: number;
  /** 0..1 of the wind parks' capacity */
  readonly windFactor: number;
  readonly radiationWm2: number;
  /** natural inflow of the rivers and availability of the reactors, about 1 */
  readonly river: number;
  readonly nuclear: number;
  /** above 0 gas is the cheaper fuel, below it coal */
  readonly gasMerit: number;
}

const SLOW_HOURS = { river: 24 * 30, nuclear: 24 * 21, merit: 24 * 20 };

/** The drivers of a zone, hour by hour; hours count from 1970 UTC. */
export function driversOf(zone: Zone): (hour: number) => Drivers {
  const seeds = {
    wind: seedOf(`${zone.id} wind`),
    cloud: seedOf(`${zone.id} cloud`),
    demand: seedOf(`${zone.id} demand`),
    slow: seedOf(`${zone.id} slow`),
  };
  const seasonal = Math.min(1, Math.abs(zone.latitude) / 45);
  const localHour = localClock(zone.timezone);
  return (hour) => {
    const day = dayOfYear(hour);
    const winter = winterness(day, zone.latitude);
    // Melting snow: highest four months after the middle of the winter.
    const melt = winterness(day - 120, zone.latitude);
    const speed = windSpeedMs(seeds, zone, hour, day);
    return {
      demand: relativeDemand(zone, seeds.demand, hour, localHour(hour), day),
      windSpeedMs: speed,
      windFactor: windCapacityFactor(speed),
      radiationWm2: radiationWm2(seeds, zone, hour, day),
      river: 1 + 0.2 * seasonal * melt + 0.15 * smoothNoise(seeds.slow, hour, SLOW_HOURS.river),
      nuclear: 1 + 0.06 * seasonal * winter + 0.06 * smoothNoise(seeds.slow + 1, hour, SLOW_HOURS.nuclear),
      gasMerit: 0.2 * smoothNoise(seeds.slow + 2, hour, SLOW_HOURS.merit),
    };
  };
}
