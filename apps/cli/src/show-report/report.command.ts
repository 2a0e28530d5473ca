import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SustainabilityReport } from '@ecobe/contracts';
import { loadSettings } from '@ecobe/platform';
import { Command, Option } from 'commander';
import { GatewayClient, NoAnswerError, suiteUrl } from '../gateway/gateway.client';
import { reportSummary } from './report-summary';

const FORMATS = ['html', 'csv', 'json'];

interface ReportOptions {
  organization: string;
  period?: string;
  from?: string;
  to?: string;
  format?: string;
  out?: string;
  url?: string;
}

/** `ecobe report`: the sustainability report of a period, as the running suite makes it. */
export const reportCommand = (): Command =>
  new Command('report')
    .description('show the main figures of a sustainability report, or write it down to the byte')
    .requiredOption('--organization <id>', 'whose it is')
    .option('--period <name>', 'a year, quarter or month, e.g. 2026, 2026-Q1 or 2026-01')
    .option('--from <instant>', 'instead of a period: first hour, e.g. 2026-01-01T00:00:00Z')
    .option('--to <instant>', 'end, not included')
    .addOption(
      new Option(
        '--format <format>',
        'write the report in this format (default with --out: its ending, else json)',
      ).choices(FORMATS),
    )
    .option('--out <file>', 'where to write it (default: to the terminal)')
    .option('--url <url>', 'where the suite answers (default: HOST and PORT of the settings)')
    .action(async (options: ReportOptions) => {
      process.exitCode = await showReport(options);
    });

/** @returns exit code: 1 if there is no report to show, or nowhere to write it. */
async function showReport({
  organization,
  period,
  from,
  to,
  format,
  out,
  url,
}: ReportOptions): Promise<number> {
  const { HOST, PORT } = loadSettings();
  const gateway = new GatewayClient(url ?? suiteUrl(HOST, PORT));
  const scope = Object.entries({ organizationId: organization, period, from, to });
  const query: Record<string, string> = {};
  for (const [name, value] of scope) if (value !== undefined) query[name] = value;
  try {
    if (out === undefined && format === undefined) {
      const report = await gateway.get<SustainabilityReport>('reports/sustainability', query);
      process.stdout.write(`${reportSummary(report).join('\n')}\n`);
      return 0;
    }
    const bytes = await gateway.getBytes('reports/sustainability', {
      ...query,
      format: format ?? formatOf(out),
    });
    if (out !== undefined) await writeFile(out, bytes);
    else process.stdout.write(bytes);
    return 0;
  } catch (error) {
    if (!(error instanceof NoAnswerError) && !isFileFault(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function formatOf(file: string | undefined): string {
  const ending = path
    .extname(file ?? '')
    .slice(1)
    .toLowerCase();
  return FORMATS.includes(ending) ? ending : 'json';
}

const isFileFault = (error: unknown): error is Error =>
  typeof error === 'object' && error !== null && 'syscall' in error;
