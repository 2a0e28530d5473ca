import { BASES } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import { LIST_MODELS, ROLLBACK_MODEL, TRAIN_MODEL } from '@ecobe/contracts';
import type { RpcCaller } from '@ecobe/messaging';
import { Command, InvalidArgumentError, Option } from 'commander';
import { followTraining } from './follow-training';
import { modelsReport, queueWords, trainingLine } from './models-report';
import { faultLine, withCaller } from './with-caller';

interface SeriesOptions {
  basis: Basis;
}

const say = (...lines: string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

const idOf = (given: string): number => {
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw new InvalidArgumentError('The id of a model, as the list shows it.');
};

/** One operation on the models of a series: its own options, its own work. */
const operation = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .argument('<zone>', 'zone id (DE) or cloud region (aws:eu-central-1)')
    .addOption(new Option('--basis <basis>', 'emission factors').choices([...BASES]).default('lifecycle'));

/** Runs work against the running suite and sets the exit code: 1 where it failed, with one line that says why. */
async function run(work: (caller: RpcCaller) => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await withCaller(work)) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${faultLine(error)}\n`);
    process.exitCode = 1;
  }
}

const list = (region: string, { basis }: SeriesOptions) =>
  run(async (caller) => {
    say(...modelsReport(await caller.call(LIST_MODELS, { region, basis })));
    return true;
  });

const rollBack = (region: string, { basis, to }: SeriesOptions & { to?: number }) =>
  run(async (caller) => {
    const request = { region, basis, toId: to ?? null };
    const { zone, fromId, toId } = await caller.call(ROLLBACK_MODEL, request);
    const named = (id: number | null) => (id === null ? 'the 7-day profile' : `model ${id}`);
    say(
      `${zone} ${basis}: ${named(toId)} serves, ${named(fromId)} does no longer; a new forecast is being issued.`,
    );
    return true;
  });

const train = (region: string, { basis }: SeriesOptions) =>
  run(async (caller) => {
    const { askedAt, queueLength } = await caller.call(TRAIN_MODEL, { region, basis });
    process.stderr.write(`${queueWords(queueLength)}\n`);
    const training = await followTraining(
      askedAt,
      () => caller.call(LIST_MODELS, { region, basis }),
      (state) => {
        process.stderr.write(state === null ? 'waiting for its turn\n' : `${trainingLine(state)}\n`);
      },
    );
    say(trainingLine(training));
    return training.state === 'promoted' || training.state === 'rejected';
  });

/** `ecobe models`: which models forecast a zone, an earlier one again, a new one now. Works on a running suite. */
export const modelsCommand = (): Command =>
  new Command('models')
    .description('the trained forecast models of a zone in the running suite: list, rollback, train')
    .addCommand(operation('list', 'list them with their skill').action(list), { isDefault: true })
    .addCommand(
      operation('rollback', 'let an earlier model serve again')
        .option('--to <id>', 'this model (default: the one that the serving model replaced)', idOf)
        .action(rollBack),
    )
    .addCommand(operation('train', 'train now, and wait for the result').action(train));
