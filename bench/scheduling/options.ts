import { Command, Option } from 'commander';
import { WEATHER_MODES } from '../forecast/grid-history';
import type { WeatherMode } from '../forecast/grid-history';

/** What the judge is run on. */
export interface ReplayOptions {
  readonly data: string;
  readonly traces: string;
  readonly judge: string;
  readonly names?: readonly string[];
  readonly weather: WeatherMode;
  readonly json?: string;
}

const PLACES = ['data', 'traces', 'judge'] as const;

/** The command line; null where no replay is asked for. A wrong one ends the program with exit code 1 and a sentence. */
export function parseOptions(argv: readonly string[]): ReplayOptions | null {
  const command = new Command('bench:scheduling')
    .description('time the planner and, where there is a judge, let it score replays of job traces')
    .option('--data <folder>', 'hourly files like DE.csv.gz')
    .option('--traces <folder>', 'files like small.jobs.jsonl with small.meta.json')
    .option('--judge <file>', 'program that replays a trace and scores the decisions')
    .option(
      '--names <list>',
      'traces of the folder to replay, e.g. small,medium; all when not said',
      (list) => list.split(',').map((name) => name.trim()),
    )
    .addOption(new Option('--weather <mode>', 'weather known').choices(WEATHER_MODES).default('day1'))
    .option('--json <file>', 'write all that the judge said to a file too')
    .parse([...argv], { from: 'user' });
  const options = command.opts<Partial<ReplayOptions>>();
  const missing = PLACES.filter((place) => options[place] === undefined);
  if (missing.length === PLACES.length) return null;
  if (missing.length > 0) command.error(`a replay needs --${missing.join(' and --')} too`);
  return command.opts<ReplayOptions>();
}
