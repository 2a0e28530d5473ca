import { BASES } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import { loadSettings } from '@ecobe/platform';
import { Command, InvalidArgumentError, Option } from 'commander';
import { GatewayClient, NoAnswerError, suiteUrl } from '../gateway/gateway.client';
import { planChart } from './plan-chart';
import { planTimeline } from './plan-timeline';
import { readPlacement, readWorkloadPlan } from './plan-view';
import type { PlanView } from './plan-view';
import { planWords } from './plan-words';

const PIPE_COLUMNS = 100;

interface PlanOptions {
  home?: string;
  regions: string[];
  hours: number;
  power: number;
  within: number;
  interruptible: boolean;
  transfer: number;
  basis: Basis;
  url?: string;
}

const above0 = (given: string): number => {
  const value = Number(given);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('A number above 0.');
};

const from0 = (given: string): number => {
  const value = Number(given);
  if (given !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('A number from 0 on.');
};

const names = (given: string): string[] => given.split(',').filter((name) => name !== '');

/** `ecobe plan`: where and when work would best run, or a workload is planned to, as a timeline over the forecast. */
export const planCommand = (): Command =>
  new Command('plan')
    .description(
      'show where and when work would best run, as the running suite plans it; nothing is reserved',
    )
    .argument('[workloadId]', 'show the plan of this accepted workload instead')
    .option('--home <region>', 'where it runs without a plan, e.g. DE or aws:eu-central-1')
    .option('--regions <list>', 'where else it may run, e.g. FR,ES', names, [])
    .option('--hours <hours>', 'how long it runs', above0, 4)
    .option('--power <kw>', 'its mean power, kW', above0, 1)
    .option('--within <hours>', 'hours from now until its deadline', above0, 24)
    .option('--interruptible', 'it may pause', false)
    .option('--transfer <kwh>', 'energy of bringing it to another region, kWh', from0, 0)
    .addOption(new Option('--basis <basis>', 'emission factors').choices([...BASES]).default('lifecycle'))
    .option('--url <url>', 'where the suite answers (default: HOST and PORT of the settings)')
    .action(async (workloadId: string | undefined, options: PlanOptions) => {
      process.exitCode = await showPlan(workloadId, options);
    });

/** @returns exit code: 1 if there is no plan to show. */
async function showPlan(workloadId: string | undefined, options: PlanOptions): Promise<number> {
  const { HOST, PORT } = loadSettings();
  const gateway = new GatewayClient(options.url ?? suiteUrl(HOST, PORT));
  try {
    const view = await readPlan(gateway, workloadId, options);
    const { isTTY: hasColor, columns = PIPE_COLUMNS } = process.stdout;
    const lines = [
      planChart(view, { columns, hasColor }),
      ...planTimeline(view, columns),
      '',
      ...planWords(view),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function readPlan(
  gateway: GatewayClient,
  workloadId: string | undefined,
  options: PlanOptions,
): Promise<PlanView> {
  if (workloadId !== undefined) return readWorkloadPlan(gateway, workloadId);
  const { home, regions, hours, power, within, interruptible, transfer, basis } = options;
  if (home === undefined) {
    throw new NoAnswerError('Say where the work runs without a plan (--home DE), or which workload to show.');
  }
  return readPlacement(gateway, {
    durationHours: hours,
    powerKw: power,
    withinHours: within,
    homeRegion: home,
    ...(regions.length > 0 && { allowedRegions: regions }),
    interruptible,
    transferEnergyKwh: transfer,
    basis,
  });
}
