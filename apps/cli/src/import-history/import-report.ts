import { toIso } from '@ecobe/carbon';
import type { ImportRefusedError, ImportSummary } from '../../../ingestion/src/history-importer';

const count = new Intl.NumberFormat('en-US');
const hour = (instantMs: number): string => `${toIso(instantMs).slice(0, 16)}Z`;

/** What an import did, for people. */
export function reportOf(summary: ImportSummary, zone: string, durationMs: number): string[] {
  const { carbonIntensity, generation, weather } = summary.added;
  const rows = carbonIntensity + generation + weather;
  const seconds = durationMs / 1000;
  return [
    rows === 0
      ? `Nothing new for ${zone}: 0 rows added, all of the file was stored already.`
      : `Imported into ${zone}: ${count.format(rows)} rows added (source ${summary.source}, ${summary.layout}).`,
    `  carbon intensity ${count.format(carbonIntensity)}, generation ${count.format(generation)}, weather runs ${count.format(weather)}`,
    `  ${hour(summary.span.firstMs)} to ${hour(summary.span.lastMs)}, ${count.format(summary.linesRead)} lines in ${seconds.toFixed(1)} s`,
    ...badLines(summary),
  ];
}

/** Why a file was refused, with its bad lines by number. */
export const refusalOf = (refusal: ImportRefusedError): string[] => [refusal.message, ...badLines(refusal)];

function badLines({
  badLines: shown,
  badLineCount,
}: Pick<ImportSummary, 'badLines' | 'badLineCount'>): string[] {
  if (badLineCount === 0) return [];
  const rest = badLineCount - shown.length;
  return [
    ...shown.map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(rest > 0 ? [`  and ${count.format(rest)} more bad lines`] : []),
  ];
}
