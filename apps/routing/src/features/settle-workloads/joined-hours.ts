import { HOUR_MS, worstQuality } from '@ecobe/carbon';
import type { Quality } from '@ecobe/carbon';
import type { HourlySeries } from '@ecobe/placement';

/** A series with where it comes from. */
export interface ObservedSeries extends HourlySeries {
  readonly quality: Quality;
  readonly source: string;
}

/** Everyone whose values are in it, once. */
export const joinedSources = (parts: readonly { readonly source: string }[]): string =>
  [...new Set(parts.map(({ source }) => source))].join('; ');

/** Parts as one series, null between them, as good as the worst of them; null of no parts. */
export function joinedHours(parts: readonly ObservedSeries[]): ObservedSeries | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  if (others.length === 0) return first;
  const quality = worstQuality(first.quality, ...others.map((part) => part.quality));
  const startMs = Math.min(...parts.map((part) => part.startMs));
  const values: (number | null)[] = [];
  for (const part of parts) {
    const from = (part.startMs - startMs) / HOUR_MS;
    while (values.length < from) values.push(null);
    for (const [index, value] of part.values.entries()) values[from + index] = value;
  }
  return { startMs, values, quality, source: joinedSources(parts) };
}
