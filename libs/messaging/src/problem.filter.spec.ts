import { Logger } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { ProblemError } from '@ecobe/contracts';
import { firstValueFrom } from 'rxjs';
import { ProblemFilter } from './problem.filter';
import { INTERNAL_PROBLEM } from './problems';
import { StreamsContext } from './streams.context';

/** Keeps what is logged: level and text. */
class MemoryLog implements LoggerService {
  readonly lines: [string, string][] = [];
  log = (text: string) => void this.lines.push(['log', text]);
  error = (text: string) => void this.lines.push(['error', text]);
  warn = (text: string) => void this.lines.push(['warn', text]);
  debug = (text: string) => void this.lines.push(['debug', text]);
}

const problem = (status: number, code: string) => ({ status, code, title: code, detail: 'It is so.' });

describe('ProblemFilter', () => {
  let log: MemoryLog;
  beforeEach(() => {
    log = new MemoryLog();
    Logger.overrideLogger(log);
  });
  afterEach(() => {
    Logger.overrideLogger(false);
  });
  const crossing = (error: unknown) => {
    const envelope = { id: '1', pattern: 'routing.routeGreen', data: {}, requestId: 'r-7' };
    const host = new ExecutionContextHost([{}, new StreamsContext(envelope, 1)]);
    host.setType('rpc');
    return firstValueFrom(new ProblemFilter().catch(error, host)).catch((crossed: unknown) => crossed);
  };

  it.each([
    ['warn', problem(503, 'STORE_AWAY')],
    ['debug', problem(404, 'NO_DECISION')],
  ])('tells a refusal in one line at level %s', async (level, body) => {
    expect(await crossing(new ProblemError(body))).toEqual(body);
    expect(log.lines).toEqual([
      [level, `routing.routeGreen refused with ${body.status} ${body.code} (request r-7): It is so.`],
    ]);
  });

  it('makes a database that is away a 503, told in one line', async () => {
    const away = Object.assign(new Error('terminating connection'), { code: '57P01' });
    expect(await crossing(away)).toMatchObject({ status: 503, code: 'STORE_AWAY' });
    expect(log.lines).toHaveLength(1);
  });

  it('tells any other failure with its stack, which does not cross', async () => {
    expect(await crossing(new Error('column "x" does not exist'))).toEqual(INTERNAL_PROBLEM);
    const [[level, text] = ['', '']] = log.lines;
    expect(level).toBe('error');
    expect(text).toMatch(/^routing.routeGreen failed \(request r-7\): Error: column "x"[^\n]*\n +at /);
  });
});
