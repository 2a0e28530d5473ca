import type { CarbonObservation, Interval } from '@ecobe/carbon';

/** Makes up a zone's hours from its generation mix; always the same ones, always `quality: simulated`. */
export interface GridSimulator {
  /** Both bases of every hour that starts within the span, known when the hour has ended. */
  simulate(zone: string, span: Interval): CarbonObservation[];
}
