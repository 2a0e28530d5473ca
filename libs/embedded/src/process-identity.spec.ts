import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { identityOf, isAlive, runsProgram } from './process-identity';

describe('process identity', () => {
  it('knows a living process from one that ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const identity = identityOf(child.pid);
    expect(isAlive(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
  });

  it('does not take a process that got a reused number for the one before', () => {
    const { pid, startedAt } = identityOf();
    expect(isAlive({ pid, startedAt })).toBe(true);
    // Where the system does not tell starts, the number is all there is.
    expect(isAlive({ pid, startedAt: '1' })).toBe(startedAt === '');
  });

  it('knows what a process runs, where the system tells', () => {
    const isKnown = identityOf().startedAt !== '';
    expect(runsProgram(process.pid, /^postgres/)).toBe(isKnown ? false : undefined);
    expect(runsProgram(process.pid, /./)).toBe(isKnown ? true : undefined);
  });
});
