import { randomInt } from 'node:crypto';

const LARGEST_SEED = 2 ** 31;

/** A line for people. */
export const say = (line: string): void => {
  console.log(line);
};

/** Tells whether something is as it must be; the command fails where it is not. */
export function check(isRight: boolean, what: string): void {
  say(`  ${isRight ? 'passed' : 'FAILED'}  ${what}`);
  if (!isRight) process.exitCode = 1;
}

/** That of the variable SEED, else a new one. */
export const seedOfRun = (): number =>
  process.env.SEED === undefined ? randomInt(LARGEST_SEED) : Number(process.env.SEED);
