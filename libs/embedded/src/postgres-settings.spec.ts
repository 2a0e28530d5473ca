import { parsePostmasterFile, serverOptions } from './postgres-settings';

describe('serverOptions', () => {
  it('listens on the loopback only, without a socket, and keeps what is committed', () => {
    const options = serverOptions(5433, true);
    expect(options).toContain('-c port=5433');
    expect(options).toContain('-c listen_addresses=127.0.0.1');
    expect(options).toMatch(/-c unix_socket_directories= /);
    expect(options).not.toContain('fsync');
  });

  it('is fast instead for data that are thrown away', () => {
    expect(serverOptions(5433, false)).toContain('-c fsync=off');
  });

  it('holds no blank in a value, as it goes through a shell', () => {
    expect(serverOptions(1, false)).toMatch(/^(-c [a-z_]+=[\w.]* ?)+$/);
  });
});

describe('parsePostmasterFile', () => {
  const lines = (state: string) => `4711\n/data\n1700000000\n35855\n\n127.0.0.1\n  123  456\n${state}\n`;

  it('reads number, port and state', () => {
    expect(parsePostmasterFile(lines('ready   '))).toEqual({ pid: 4711, port: 35855, isReady: true });
    expect(parsePostmasterFile(lines('starting'))).toEqual({ pid: 4711, port: 35855, isReady: false });
  });

  it('knows nothing from an empty file', () => {
    expect(parsePostmasterFile('')).toBeUndefined();
  });
});
