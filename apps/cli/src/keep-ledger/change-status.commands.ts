import { CANCEL_CREDIT, HOLD_CREDIT, MARK_RETIREMENT } from '@ecobe/contracts';
import type { RegistryStatus } from '@ecobe/contracts';
import type { RpcCaller } from '@ecobe/messaging';
import { Command } from 'commander';
import { faultLine, withCaller } from '../manage-models/with-caller';

interface ChangeOptions {
  organization: string;
  reason: string;
  registryId?: string;
  evidence?: string;
}

const MARKS: readonly (readonly [name: string, status: RegistryStatus, description: string])[] = [
  ['submit', 'SUBMITTED', 'a retirement, whole tonnes of each lot, was handed in at the registry'],
  ['confirm', 'CONFIRMED', 'the registry has confirmed a retirement; with its id and where it is shown'],
  ['reject', 'REJECTED', 'the registry has rejected a retirement: it counts no longer'],
];

/** What operators tell the books of registries and disputes, asked of the running suite. */
export const changeStatusCommands = (): Command[] => [
  ...MARKS.map(([name, status, description]) => markCommand(name, status, description)),
  creditCommand('suspend', 'let nothing leave a lot, which is disputed', (options, creditId) =>
    hold(creditId, options, true),
  ),
  creditCommand('resume', 'end the dispute of a lot', (options, creditId) => hold(creditId, options, false)),
  creditCommand('cancel', 'take out what is available of a lot, without a claim; for good', cancel),
];

function markCommand(name: string, status: RegistryStatus, description: string): Command {
  return changeCommand(name, '<retirementId>', description)
    .option('--registry-id <id>', "the registry's own id of the retirement")
    .option('--evidence <url>', 'where the registry shows it, https://')
    .action(async (retirementId: string, options: ChangeOptions) => {
      const { organization: organizationId, reason, registryId, evidence } = options;
      await report(async (caller) => {
        const marked = await caller.call(MARK_RETIREMENT, {
          ...{ organizationId, retirementId, status, reason },
          ...{ registryRetirementId: registryId ?? null, evidenceUrl: evidence ?? null },
        });
        return `Retirement ${retirementId} is ${marked.status}${marked.isNew ? '' : ', as before'}.`;
      });
    });
}

type Ask = (options: ChangeOptions, creditId: string) => (caller: RpcCaller) => Promise<string>;

const creditCommand = (name: string, description: string, ask: Ask): Command =>
  changeCommand(name, '<creditId>', description).action(async (creditId: string, options: ChangeOptions) => {
    await report(ask(options, creditId));
  });

const changeCommand = (name: string, argument: string, description: string): Command =>
  new Command(name)
    .description(description)
    .argument(argument, 'as its answer showed it')
    .requiredOption('--organization <id>', 'whose it is')
    .requiredOption('--reason <text>', 'why');

const hold =
  (creditId: string, { organization: organizationId, reason }: ChangeOptions, isHeld: boolean) =>
  async (caller: RpcCaller): Promise<string> => {
    const { isNew } = await caller.call(HOLD_CREDIT, { organizationId, creditId, isHeld, reason });
    return `Credit ${creditId} is ${isHeld ? 'suspended' : 'not suspended'}${isNew ? '' : ', as before'}.`;
  };

const cancel: Ask =
  ({ organization: organizationId, reason }, creditId) =>
  async (caller) => {
    const { cancelledCO2 } = await caller.call(CANCEL_CREDIT, { organizationId, creditId, reason });
    return `${cancelledCO2} g of credit ${creditId} are cancelled.`;
  };

/** Tells what came of it; exit code 1 where it was refused. */
async function report(work: (caller: RpcCaller) => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await withCaller(work)}\n`);
  } catch (error) {
    process.stderr.write(`${faultLine(error)}\n`);
    process.exitCode = 1;
  }
}
