import type { ReplayReport } from './run-judge';

const share = (score: number | null): string => score?.toFixed(4) ?? '-';

const COLUMNS: readonly (readonly [head: string, cell: (report: ReplayReport) => string])[] = [
  ['trace', ({ verdict }) => verdict.trace],
  ['jobs', ({ verdict }) => String(verdict.jobs)],
  ['valid', ({ verdict }) => (verdict.valid ? 'yes' : 'NO')],
  ['score', ({ verdict }) => share(verdict.score)],
  ['vs static', ({ verdict }) => share(verdict.scoreVsStatic)],
  ['when only', ({ verdict }) => share(verdict.parts.whenOnly.score)],
  ['regret p95 %', ({ verdict }) => verdict.regretPctOfHomeNow.p95.toFixed(2)],
  ['worse than home %', ({ verdict }) => verdict.worseThanHomeNowPct.toFixed(1)],
  ['misses', ({ verdict }) => String(verdict.misses)],
  ['overloads', ({ verdict }) => String(verdict.overloadedRegionHours)],
  ['wall s', ({ wallSeconds }) => wallSeconds.toFixed(0)],
  ['weather', ({ verdict }) => verdict.weather],
];

/** One line a trace, columns padded. */
export function scoreTable(reports: readonly ReplayReport[]): string {
  const lines = [
    COLUMNS.map(([head]) => head),
    ...reports.map((report) => COLUMNS.map(([, cell]) => cell(report))),
  ];
  const widths = COLUMNS.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const pad = (text: string, i: number) =>
    i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
  return lines.map((line) => line.map(pad).join('  ')).join('\n');
}
