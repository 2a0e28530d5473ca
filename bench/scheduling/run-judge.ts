import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ReplayOptions } from './options';

const HOOK = path.resolve(__dirname, '../../test/support/typescript-hook.cjs');
const ENGINE = path.join(__dirname, 'replay-engine.ts');
const JOBS = '.jobs.jsonl';

/** Shares of the clairvoyant saving; null where nothing could be saved. */
interface Scores {
  readonly score: number | null;
  readonly scoreVsStatic: number | null;
}

/** What the judge says of a replay, as far as the table tells it. */
interface Verdict extends Scores {
  readonly trace: string;
  readonly valid: boolean;
  readonly jobs: number;
  readonly misses: number;
  readonly overloadedRegionHours: number;
  readonly regretPctOfHomeNow: { readonly p95: number };
  readonly worseThanHomeNowPct: number;
  readonly parts: { readonly whenOnly: Scores };
  readonly weather: string;
}

export interface ReplayReport {
  readonly verdict: Verdict;
  /** From the first message to the verdict, learning included. */
  readonly wallSeconds: number;
}

/** @throws Error where a wanted trace is not in the folder. */
export async function traceNames({ traces, names }: ReplayOptions): Promise<readonly string[]> {
  const known = (await readdir(traces))
    .filter((file) => file.endsWith(JOBS))
    .map((file) => file.slice(0, -JOBS.length))
    .sort();
  const unknown = names?.filter((name) => !known.includes(name)) ?? [];
  if (unknown.length > 0) throw new Error(`${traces} has no ${unknown.join(', ')}, only ${known.join(', ')}`);
  return names ?? known;
}

/** Lets the judge replay one trace with our engine. @throws Error where it gives no verdict. */
export async function replayTrace(
  { traces, data, judge, weather }: ReplayOptions,
  name: string,
): Promise<ReplayReport> {
  const startedAtMs = performance.now();
  const trace = path.join(traces, name);
  const args = [judge, 'replay', '--trace', trace, '--data', data, '--weather', weather];
  const engine = [process.execPath, '--require', HOOK, ENGINE];
  const child = spawn(process.execPath, [...args, '--', ...engine], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  // 1 says that the decisions are not valid, which the verdict tells too.
  if (code !== 0 && code !== 1) throw new Error(`${name}: the judge ended with code ${code}`);
  const verdict = JSON.parse(output) as Verdict;
  return { verdict, wallSeconds: (performance.now() - startedAtMs) / 1000 };
}
