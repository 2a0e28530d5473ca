import { spawn } from 'node:child_process';

/** The operating system's account that a command runs as; absent = our own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface CommandOptions {
  readonly account?: Account | undefined;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** After this the command is killed. */
  readonly timeoutMs?: number;
}

export interface CommandResult {
  /** Exit code; null when it was killed or could not be started. */
  readonly code: number | null;
  /** Standard output and error together, as a person would have seen them. */
  readonly output: string;
}

const KEPT_OUTPUT_CHARACTERS = 20_000;
const DRAIN_MS = 200;

/**
 * Runs a command to its end in a process group of its own, so that Ctrl-C reaches only us. Never throws: a command that
 * cannot be started has code null and the reason as output.
 */
export function runCommand(
  file: string,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(file, args, {
      ...options.account,
      env: options.env ?? process.env,
      // Our own folder may be closed to the account.
      cwd: options.cwd ?? '/',
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs ?? 60_000,
      killSignal: 'SIGKILL',
    });
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT_CHARACTERS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      resolve({ code: null, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ code, output });
    });
    // A server that the command left behind may hold our pipes open, and `close` never comes.
    child.on('exit', () => {
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, DRAIN_MS);
    });
  });
}
