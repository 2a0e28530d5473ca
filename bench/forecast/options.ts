import { BASES } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import { Command, InvalidArgumentError, Option } from 'commander';
import { WEATHER_MODES } from './grid-history';
import type { WeatherMode } from './grid-history';
import { KNOWN_MODELS, knownModel } from './known-models';
import { PERIOD_NAMES, parsePeriod } from './period';
import type { Period } from './period';

/** Which files to take, and how many at a time. */
export interface DataOptions {
  readonly data: string;
  readonly zones?: readonly string[];
  readonly lanes: number;
}

export interface BenchOptions extends DataOptions {
  readonly period?: Period;
  readonly weather: WeatherMode;
  readonly factors: Basis;
  readonly model: string;
  readonly intraday: boolean;
  readonly speed: boolean;
  readonly json?: string;
}

/** What a parser says of a wrong value becomes the message of the program. */
const checked =
  <T>(parse: (text: string) => T) =>
  (text: string): T => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  };

function parseLanes(text: string): number {
  const lanes = Number(text);
  if (!Number.isInteger(lanes) || lanes < 1 || lanes > 64) throw new Error('a whole number from 1 to 64');
  return lanes;
}

const dataCommand = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .requiredOption('--data <folder>', 'folder with files like DE.csv.gz')
    .option('--zones <list>', 'zones, by the names of their files, e.g. DE,PJM', (list) =>
      list.split(',').map((zone) => zone.trim()),
    )
    .option('--lanes <count>', 'processes at a time', checked(parseLanes), 2);

/** The command line of the benchmark; a wrong one ends the program with exit code 1 and a sentence. */
export function parseOptions(argv: readonly string[]): BenchOptions {
  const command = dataCommand(
    'bench:forecast',
    'train before a test period, forecast in it day by day, and score against simple rules',
  )
    .option('--period <period>', `${PERIOD_NAMES.join(', ')} or first..last day`, checked(parsePeriod))
    .addOption(new Option('--weather <mode>', 'weather known').choices(WEATHER_MODES).default('day1'))
    .addOption(new Option('--factors <set>', 'emission factors').choices(BASES).default('lifecycle'))
    .option(
      '--model <name>',
      'model to score',
      checked((name) => knownModel(name).name),
      KNOWN_MODELS[0]?.name,
    )
    .option('--intraday', 'issue at 00, 06, 12 and 18 UTC for 48 hours', false)
    .option('--speed', 'also issue 350 zones on two threads, and tell how long that takes', false)
    .option('--json <file>', 'write the figures to a file too');
  return command.parse([...argv], { from: 'user' }).opts<BenchOptions>();
}

interface SkillOptions extends DataOptions {
  readonly out: string;
}

/** The command line of the skill page. */
export function parseSkillOptions(argv: readonly string[], page: string): SkillOptions {
  const command = dataCommand(
    'bench:forecast-skill',
    'write the tables of all models, periods and weather modes',
  );
  return command
    .option('--out <file>', 'page to write', page)
    .parse([...argv], { from: 'user' })
    .opts<SkillOptions>();
}
