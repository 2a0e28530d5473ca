import { HOUR_MS } from '@ecobe/carbon';
import type { Quality } from '@ecobe/carbon';
import type { HourlySeries } from '@ecobe/placement';

/** A series with where it comes from. */
export interface ObservedSeries extends HourlySeries {
  readonly quality: Quality;
  readonly source: string;
}

const WORST_FIRST: readonly Quality[] = ['simulated', 'forecast', 'estimated', 'measured'];
export const worstQuality = (qualities: readonly Quality[]): Quality | undefined =>
  WORST_FIRST.find((quality) => qualities.includes(quality));

/** Parts as one series, null between them, as good as the worst of them; null of no parts. */
export function joinedHours(parts: readonly ObservedSeries[]): ObservedSeries | null {
  const [only] = parts;
  const quality = worstQuality(parts.map((part) => part.quality));
  if (only === undefined || quality === undefined) return null;
  if (parts.length === 1) return only;
  const startMs = Math.min(...parts.map((part) => part.startMs));
  const values: (number | null)[] = [];
  for (const part of parts) {
    const first = (part.startMs - startMs) / HOUR_MS;
    while (values.length < first) values.push(null);
    for (const [index, value] of part.values.entries()) values[first + index] = value;
  }
  return { startMs, values, quality, source: [...new Set(parts.map(({ source }) => source))].join('; ') };
}
