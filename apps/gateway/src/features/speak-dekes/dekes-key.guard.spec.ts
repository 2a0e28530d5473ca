import type { ExecutionContext } from '@nestjs/common';
import { DekesKeyGuard } from './dekes-key.guard';

/** A request with that header, and what was set on its reply. */
function asked(authorization?: string) {
  const replied: Record<string, string> = {};
  const http = {
    getRequest: () => ({ headers: { authorization } }),
    getResponse: () => ({ header: (name: string, value: string) => (replied[name] = value) }),
  };
  return { replied, context: { switchToHttp: () => http } as unknown as ExecutionContext };
}

describe('the key of DEKES', () => {
  it('is not wanted while none is set', () => {
    expect(new DekesKeyGuard({}).canActivate(asked().context)).toBe(true);
  });

  it.each(['Bearer secret-key', 'bearer secret-key', 'Bearer  secret-key '])('lets %j in', (header) => {
    expect(new DekesKeyGuard({ DEKES_API_KEY: 'secret-key' }).canActivate(asked(header).context)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'secret-key',
    'Basic secret-key',
    'Bearer secret-ke',
    'Bearer secret-key2',
    'Bearer SECRET-KEY',
  ])('keeps %j out', (header) => {
    const { context, replied } = asked(header);
    const guard = new DekesKeyGuard({ DEKES_API_KEY: 'secret-key' });
    expect(() => guard.canActivate(context)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ status: 401, code: 'UNAUTHENTICATED' }) as object,
      }),
    );
    expect(replied['www-authenticate']).toBe('Bearer realm="dekes"');
  });
});
