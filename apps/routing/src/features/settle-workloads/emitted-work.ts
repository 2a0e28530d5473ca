import { HOUR_MS, startOfHour, worstQuality } from '@ecobe/carbon';
import type { Basis, Quality } from '@ecobe/carbon';
import { emittedPart } from '@ecobe/placement';
import type { EmittedPart } from '@ecobe/placement';
import { joinedSources } from './joined-hours';
import type { ObservedSeries } from './joined-hours';
import type { NotObserved, ObservedHours } from './observed-hours';
import type { WorkKnown } from './work-done';

/** What work emitted, hour by hour; quality and source are those of these hours, not of its baseline. */
export interface EmittedWork {
  readonly parts: readonly EmittedPart[];
  readonly basis: Basis;
  readonly quality: Quality;
  readonly source: string;
}

/** Averages that it was settled by: where it ran, and at home, from where it was brought. */
export interface SettledBy {
  readonly there: ObservedSeries;
  readonly home: ObservedSeries;
}

const CHANGED = 'observations changed while it was settled';

/**
 * The work by the hours that it ran in, and what was moved for it as a part of its own: at home, in the hour of its arrival.
 * @throws what the observer throws, once zone after zone fails
 */
export async function emittedWork(
  zone: string,
  { work, done }: WorkKnown,
  { there, home }: SettledBy,
  hours: ObservedHours,
): Promise<EmittedWork | NotObserved> {
  const { basis } = work;
  const ran = { zone, energyKwh: done.energyKwh, spans: done.runs, average: there };
  const used = [{ ...ran, marginal: await hours.marginalOf(zone, basis, done.runs) }];
  if (done.transferEnergyKwh > 0) {
    const homeZone = work.home.resolved.zone;
    const { startMs } = done.baseline;
    const spans = [{ startMs, endMs: startOfHour(startMs) + HOUR_MS }];
    const moved = { zone: homeZone, energyKwh: done.transferEnergyKwh, spans, average: home };
    used.push({ ...moved, marginal: await hours.marginalOf(homeZone, basis, spans) });
  }
  const parts: EmittedPart[] = [];
  for (const { marginal, ...energy } of used) {
    if (marginal !== null && 'reason' in marginal) return marginal;
    const part = emittedPart({ ...energy, marginal });
    if (part === null) return { reason: CHANGED };
    parts.push(part);
  }
  if (isTorn(parts)) return { reason: CHANGED };
  const averages = used.map(({ average }) => average);
  return {
    ...{ parts, basis, source: joinedSources(averages) },
    quality: worstQuality(there.quality, ...averages.map(({ quality }) => quality)),
  };
}

/** Whether an hour of a zone has two intensities: it was observed anew between two readings. */
function isTorn(parts: readonly EmittedPart[]): boolean {
  const seen = new Map<string, number>();
  return parts.some(({ zone, hours }) =>
    hours.some(({ hourAt, averageGPerKwh }) => {
      const key = `${zone} ${hourAt}`;
      const before = seen.get(key) ?? averageGPerKwh;
      seen.set(key, averageGPerKwh);
      return before !== averageGPerKwh;
    }),
  );
}
