import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { Basis, Interval, Quality } from '@ecobe/carbon';
import type { SeriesResponse } from '@ecobe/contracts';
import type { HourlySeries } from '@ecobe/placement';
import type { ObservedIntensity } from '../../ports/observed-intensity';
import type { WorkloadToSettle } from '../../ports/settling-store';
import { workDoneOf } from './work-done';

/** Hours of a zone that a settlement rests on. */
export interface NeededHours {
  readonly zone: string;
  readonly basis: Basis;
  readonly span: Interval;
}

/** A series with where it comes from. */
export interface ObservedSeries extends HourlySeries {
  readonly quality: Quality;
  readonly source: string;
}

/** The hours that one workload needs: where it ran, and at home. */
export function hoursNeeded(workload: WorkloadToSettle): NeededHours[] {
  const { work, done } = workDoneOf(workload);
  const { basis } = work;
  return [
    ...done.runs.map((span) => ({ zone: workload.zone, basis, span })),
    { zone: work.home.resolved.zone, basis, span: done.baseline },
  ];
}

const keyOf = (zone: string, basis: Basis): string => `${zone} ${basis}`;

/** Observations of many workloads, each zone asked once. */
export class ObservedHours {
  private constructor(private readonly byZone: ReadonlyMap<string, ObservedSeries>) {}

  static async read(observed: ObservedIntensity, needed: readonly NeededHours[]): Promise<ObservedHours> {
    const wanted = new Map<string, NeededHours>();
    for (const { zone, basis, span } of needed) {
      const known = wanted.get(keyOf(zone, basis))?.span ?? span;
      const startMs = startOfHour(Math.min(known.startMs, span.startMs));
      const endMs = Math.max(known.endMs, Math.ceil(span.endMs / HOUR_MS) * HOUR_MS);
      wanted.set(keyOf(zone, basis), { zone, basis, span: { startMs, endMs } });
    }
    const series = new Map<string, ObservedSeries>();
    for (const [key, { zone, basis, span }] of wanted) {
      const answer = await observed.read(zone, basis, span);
      if (answer !== null) series.set(key, seriesOf(answer));
    }
    return new ObservedHours(series);
  }

  of(zone: string, basis: Basis): ObservedSeries | undefined {
    return this.byZone.get(keyOf(zone, basis));
  }
}

const seriesOf = ({ start, values, quality, source }: SeriesResponse): ObservedSeries => ({
  startMs: Date.parse(start),
  values,
  quality,
  source,
});
