import { Logger } from '@nestjs/common';
import { loadSettings } from '../settings';
import { withRequestId } from '../http/request-context';
import { createLog, flatLog } from './logger';
import { NestLogger } from './nest.logger';

describe('the log', () => {
  const lines: string[] = [];
  const log = createLog(
    loadSettings({
      LOG_LEVEL: 'debug',
      ELECTRICITY_MAPS_API_KEY: 'em-key-123456',
      DATABASE_URL: 'postgres://ecobe:pg-secret@localhost/ecobe',
    }),
    { write: (line) => void lines.push(line) },
  );
  const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

  it('says when, how grave, and for which request', () => {
    withRequestId('req-1', () => {
      log.warn({ zone: 'FR' }, 'old value');
    });
    expect(last()).toMatchObject({ level: 'warn', msg: 'old value', zone: 'FR', requestId: 'req-1' });
    expect(Date.parse(String(last()['time']))).not.toBeNaN();
    log.info('outside of a request');
    expect(last()).not.toHaveProperty('requestId');
  });

  it.each([
    [{ headers: { authorization: 'Bearer abcdef', 'auth-token': 'xyz' } }, ['abcdef', 'xyz']],
    [{ url: 'https://api.eia.gov/v2/x?api_key=abcdef&frequency=hourly' }, ['abcdef']],
    [{ err: new Error('connect postgres://ecobe:pg-secret@localhost failed') }, ['pg-secret']],
    [{ deep: { deeper: { deepest: ['em-key-123456'] } } }, ['em-key-123456']],
  ])('keeps secrets out of %j', (fields, secrets) => {
    log.error(fields, 'provider failed');
    const line = lines.at(-1) ?? '';
    expect(line).toContain('[redacted]');
    for (const secret of secrets) expect(line).not.toContain(secret);
    expect(last()['msg']).toBe('provider failed');
  });

  it('can spare the search through known fields, though never the secrets in a line', () => {
    const path = '/x/em-key-123456?api_key=abcdef';
    withRequestId('req-2', () => {
      flatLog(log).info({ path, token: 'the number of a cloakroom' }, 'request');
    });
    expect(last()).toEqual({
      level: 'info',
      time: expect.any(String) as string,
      requestId: 'req-2',
      path: '/x/[redacted]?api_key=[redacted]',
      token: 'the number of a cloakroom',
      msg: 'request',
    });
  });

  describe('as the logger of Nest', () => {
    const nest = new NestLogger(log);

    it('keeps context, level and stack', () => {
      nest.error('it broke', 'Error: it broke\n  at x', 'Ingestion');
      expect(last()).toMatchObject({
        level: 'error',
        msg: 'it broke',
        context: 'Ingestion',
        stack: 'Error: it broke\n  at x',
      });
      nest.warn(new Error('odd'), 'Ingestion');
      expect(last()).toMatchObject({ level: 'warn', msg: 'odd', err: { message: 'odd' } });
      nest.log({ count: 3 }, 'Ingestion');
      expect(last()).toMatchObject({ level: 'info', msg: '{"count":3}' });
    });

    it('does not tell of every route at each start', () => {
      nest.log('Mapped {/x, GET} route', 'RouterExplorer');
      expect(last()['level']).toBe('debug');
    });

    it('is reached through Logger', () => {
      Logger.overrideLogger(nest);
      new Logger('Somewhere').debug('detail');
      expect(last()).toMatchObject({ level: 'debug', msg: 'detail', context: 'Somewhere' });
      Logger.overrideLogger(false);
    });
  });
});
