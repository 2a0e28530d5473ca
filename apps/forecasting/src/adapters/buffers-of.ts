import type { GridHistory } from '@ecobe/forecast';

/** All memory under the arrays of a grid, each piece once: it moves to a thread instead of being copied. */
export function buffersOf({ history, sources = [], weather }: Partial<GridHistory>): ArrayBuffer[] {
  const arrays = [
    ...(history === undefined ? [] : [history.values]),
    ...sources.map(({ valuesMw }) => valuesMw),
    ...(weather?.byAgeDays ?? []).flatMap((columns) => Object.values(columns) as Float64Array[]),
  ];
  const buffers = arrays.map(({ buffer }) => buffer);
  // Shared memory is shared, never handed over.
  return [...new Set(buffers)].filter(
    (buffer): buffer is ArrayBuffer => !(buffer instanceof SharedArrayBuffer),
  );
}
