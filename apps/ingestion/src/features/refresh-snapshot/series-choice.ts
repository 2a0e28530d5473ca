import { DAY_MS, seriesId } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { NewestValue } from '../../ports/observation-store';

/** auto: simulated where nothing real is known; off: never; only: always. */
export type SimulationMode = 'auto' | 'off' | 'only';

/** A series is real while it has a real value of the last four weeks: as long as forecasts look back. */
export const RECENT_MS = 28 * DAY_MS;

/** What counts as recent at an instant, with an hour that begins at it. */
export const recentSpan = (nowMs: number): Interval => ({ startMs: nowMs - RECENT_MS, endMs: nowMs + 1 });

const isAllowed = ({ kind }: NewestValue, mode: SimulationMode): boolean =>
  mode === 'auto' || (kind === 'simulated') === (mode === 'only');

/** The value to show of each series: the real one if there is any, else the simulated one, as the mode allows. */
export function chooseSeries(newest: NewestValue[], mode: SimulationMode): Map<string, NewestValue> {
  const chosen = new Map<string, NewestValue>();
  for (const value of newest) {
    if (!isAllowed(value, mode)) continue;
    const id = seriesId(value);
    if (value.kind === 'real' || !chosen.has(id)) chosen.set(id, value);
  }
  return chosen;
}
