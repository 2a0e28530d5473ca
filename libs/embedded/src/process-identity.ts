import { existsSync, readFileSync } from 'node:fs';

/** A process that a reused process number cannot be taken for, where the system tells when a process began. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in clock ticks since boot (Linux), or an empty text where the system does not tell. */
  readonly startedAt: string;
}

/** The identity of a running process, ours by default. */
export function identityOf(pid = process.pid): ProcessIdentity {
  const facts = factsOf(pid);
  return { pid, startedAt: facts === undefined || facts === 'untold' ? '' : facts.startedAt };
}

/** Whether that very process still runs. One that ended and that nobody has asked about (a zombie) does not. */
export function isAlive(identity: ProcessIdentity): boolean {
  const facts = factsOf(identity.pid);
  if (facts === 'untold') return answersSignals(identity.pid);
  if (facts === undefined || facts.hasEnded) return false;
  return identity.startedAt === '' || facts.startedAt === identity.startedAt;
}

/** Whether that process runs a program of that name; undefined where the system does not tell. */
export function runsProgram(pid: number, name: RegExp): boolean | undefined {
  const facts = factsOf(pid);
  if (facts === 'untold') return undefined;
  return facts !== undefined && !facts.hasEnded && name.test(facts.name);
}

interface ProcessFacts {
  readonly name: string;
  readonly hasEnded: boolean;
  readonly startedAt: string;
}

/** Reads /proc/<pid>/stat: number (name) state ... The name may itself hold blanks and brackets; field 22 is the start. */
function factsOf(pid: number): ProcessFacts | 'untold' | undefined {
  if (!existsSync('/proc/self/stat')) return 'untold';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const nameEnd = stat.lastIndexOf(')');
    const [state = '', ...rest] = stat.slice(nameEnd + 2).split(' ');
    const name = stat.slice(stat.indexOf('(') + 1, nameEnd);
    return { name, hasEnded: state === 'Z' || state === 'X', startedAt: rest[18] ?? '' };
  } catch {
    return undefined;
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted means: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
