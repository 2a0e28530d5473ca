import { findZone } from '@ecobe/carbon';
import type { Basis, CarbonObservation, Interval } from '@ecobe/carbon';
import type { GridSimulator } from '../ports/grid-simulator';
import { SIMULATED_SOURCE } from '../ports/source-preference';
import { simulateGrid } from './simulated-grid/simulate-grid';

/** The simulated grid as observations that say what they are. */
export class SimulatedGridSource implements GridSimulator {
  simulate(zoneId: string, span: Interval): CarbonObservation[] {
    const zone = findZone(zoneId);
    if (zone === undefined) throw new RangeError(`${zoneId} is no zone of the catalogue`);
    return simulateGrid(zone, span.startMs, span.endMs).flatMap((hour) => {
      const observation = (basis: Basis, carbonIntensityGPerKwh: number): CarbonObservation => ({
        zone: zoneId,
        signal: 'average',
        basis,
        validAtMs: hour.validAtMs,
        // a simulation needs no meter: the hour is known when it begins
        knownAtMs: hour.validAtMs,
        resolutionMinutes: 60,
        carbonIntensityGPerKwh,
        source: SIMULATED_SOURCE,
        quality: 'simulated',
      });
      return [observation('lifecycle', hour.lifecycleGPerKwh), observation('direct', hour.directGPerKwh)];
    });
  }
}
