import { writeFile } from 'node:fs/promises';
import { BASES } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import { loadSettings } from '@ecobe/platform';
import { Command, InvalidArgumentError, Option } from 'commander';
import { GatewayClient, NoAnswerError, suiteUrl } from '../gateway/gateway.client';
import { readForecastView } from './forecast-view';
import { extremeWords, provenanceWords } from './forecast-words';
import { svgChart } from './svg-chart';
import { terminalChart } from './terminal-chart';

const MAX_HORIZON_HOURS = 96;
const MAX_HISTORY_HOURS = 31 * 24;
const PIPE_COLUMNS = 100;

interface ForecastOptions {
  plot: boolean;
  svg?: string;
  hours: number;
  history: number;
  basis: Basis;
  url?: string;
}

const wholeHours = (least: number, most: number) => (given: string) => {
  const hours = Number(given);
  if (Number.isInteger(hours) && hours >= least && hours <= most) return hours;
  throw new InvalidArgumentError(`A whole number from ${least} to ${most}.`);
};

/** `ecobe forecast`: the forecast of a running suite, in words, as a chart in the terminal, or as a drawing. */
export const forecastCommand = (): Command =>
  new Command('forecast')
    .description('show the carbon intensity forecast of a zone, as the running suite serves it')
    .argument('<zone>', 'zone id (DE) or cloud region (aws:eu-central-1)')
    .option('--plot', 'draw history, forecast and its band in the terminal', false)
    .option('--svg <file>', 'write the chart as an SVG file')
    .option('--hours <hours>', 'hours to forecast', wholeHours(1, MAX_HORIZON_HOURS), 48)
    .option('--history <hours>', 'hours of history before them', wholeHours(0, MAX_HISTORY_HOURS), 48)
    .addOption(new Option('--basis <basis>', 'emission factors').choices([...BASES]).default('lifecycle'))
    .option('--url <url>', 'where the suite answers (default: HOST and PORT of the settings)')
    .action(async (zone: string, options: ForecastOptions) => {
      process.exitCode = await showForecast(zone, options);
    });

/** The SVG file could not be written: its message names the file and why. */
const isFileFault = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;

/** @returns exit code: 1 if there is no forecast to show. */
async function showForecast(region: string, options: ForecastOptions): Promise<number> {
  const { HOST, PORT } = loadSettings();
  const gateway = new GatewayClient(options.url ?? suiteUrl(HOST, PORT));
  try {
    const { basis, hours: horizonHours, history: historyHours } = options;
    const view = await readForecastView(gateway, { region, basis, horizonHours, historyHours });
    if (options.plot) {
      const { isTTY: hasColor, columns = PIPE_COLUMNS } = process.stdout;
      process.stdout.write(`${terminalChart(view, { columns, hasColor })}\n`);
    }
    const words = provenanceWords(view.forecast);
    process.stdout.write(`${[...words, ...extremeWords(view)].join('\n')}\n`);
    if (options.svg !== undefined) {
      await writeFile(options.svg, svgChart(view, words));
      process.stdout.write(`chart written to ${options.svg}\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof NoAnswerError) && !isFileFault(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
