import { existsSync } from 'node:fs';
import { SettingsError } from '../settings';

/** Bad settings are the reader's to mend, and need no stack. */
function reasonOf(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Takes settings from `.env` in the working folder where there is one; the environment itself goes before it. */
export function readEnvFile(file = '.env'): void {
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Runs a process's start; a failure is told on standard error and ends the process. */
export async function orExit(start: () => Promise<void>): Promise<void> {
  try {
    readEnvFile();
    await start();
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exit(1);
  }
}
