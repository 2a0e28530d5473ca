import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HOUR_MS, toIso } from '@ecobe/carbon';
import { ecobe } from './ecobe-command';
import type { StoresOfSuite } from './ecobe-command';

/** A made-up grid: what was observed of a zone in the hour that starts then, lifecycle gCO2eq/kWh. */
export type ObservedOfSpec = (zone: string, hourMs: number) => number;

interface HistorySpan {
  readonly fromMs: number;
  readonly hours: number;
}

const linesOf = (zone: string, observed: ObservedOfSpec, { fromMs, hours }: HistorySpan): string[] =>
  Array.from({ length: hours }, (_, hour) => {
    const atMs = fromMs + hour * HOUR_MS;
    return `${toIso(atMs)},${observed(zone, atMs)},${observed(zone, atMs) - 20}`;
  });

/** Imports the history of these zones by the command that people use. @throws Error with what it wrote when it refuses one */
export async function importHistory(
  stores: StoresOfSuite,
  zones: readonly string[],
  observed: ObservedOfSpec,
  span: HistorySpan,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ecobe-history-'));
  const header = 'datetime_utc,carbon_intensity_lifecycle,carbon_intensity_direct';
  try {
    for (const zone of zones) {
      const file = path.join(folder, `${zone}.csv`);
      await writeFile(file, [header, ...linesOf(zone, observed, span)].join('\n'));
      const { code, output, errors } = await ecobe(stores, 'import', '--zone', zone, '--file', file);
      const taken = `carbon intensity ${(2 * span.hours).toLocaleString('en')}`;
      if (code !== 0 || !output.includes(taken))
        throw new Error(`${zone} is not imported: ${output}${errors}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
