import { readFile, readdir } from 'node:fs/promises';

/** Clock ticks of /proc per second: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const MICROSECONDS_PER_TICK = 1_000_000 / TICKS_PER_SECOND;

interface ProcessTimes {
  readonly pid: number;
  readonly parentPid: number;
  readonly command: string;
  /** Of the process itself, and of its children that ended. */
  readonly ownTicks: number;
  readonly endedChildrenTicks: number;
}

/** A line of /proc/<pid>/stat; the command stands in brackets and may hold anything. */
function timesOf(stat: string, command: string): ProcessTimes {
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (index: number) => Number(afterName[index]);
  return {
    pid: parseInt(stat),
    parentPid: field(1),
    command,
    ownTicks: field(11) + field(12),
    endedChildrenTicks: field(13) + field(14),
  };
}

async function allProcesses(): Promise<ProcessTimes[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = async (pid: string) => {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    return timesOf(stat, command.replaceAll('\0', ' ').trim());
  };
  // A process may end while it is read.
  const found = await Promise.all(pids.map((pid) => read(pid).catch(() => null)));
  return found.filter((process) => process !== null);
}

/** Id of the child of this process whose command holds that text. @throws Error when there is none */
export async function childPid(text: string): Promise<number> {
  const children = (await allProcesses()).filter(({ parentPid }) => parentPid === process.pid);
  const child = children.find(({ command }) => command.includes(text));
  if (child === undefined) throw new Error(`no child of this process runs ${text}`);
  return child.pid;
}

/** CPU time that a process and its direct children, ended ones too, have used so far, in microseconds. */
export async function cpuMicroseconds(pid: number): Promise<number> {
  const family = (await allProcesses()).filter((process) => process.pid === pid || process.parentPid === pid);
  const ticks = family.reduce(
    (sum, process) => sum + process.ownTicks + (process.pid === pid ? process.endedChildrenTicks : 0),
    0,
  );
  return ticks * MICROSECONDS_PER_TICK;
}
