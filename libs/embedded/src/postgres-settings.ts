export const SUPERUSER = 'ecobe';
export const DATABASE = 'ecobe';

/** What initdb is told: text sorts and compares alike on every computer, and nobody enters without the password. */
export const initdbArguments = (dataFolder: string, passwordFile: string, durable: boolean): string[] => [
  ...['-D', dataFolder, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
  ...['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ...(durable ? [] : ['--no-sync']),
];

/**
 * The options of postgres, given at each start rather than kept with the data, so that a newer ECOBE brings its own. They
 * pass through a shell: no value may hold a blank.
 */
export function serverOptions(port: number, durable: boolean): string {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    // None: the default folder is shared by everybody, and the path of a socket may not be long.
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Costs more than it gains on queries of milliseconds.
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

/** What a server says of itself in postmaster.pid. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** Lines 1, 4 and 8 of postmaster.pid (PostgreSQL 10 and newer); undefined for an empty file. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const [pid, , , port, , , , state] = text.split('\n').map((line) => line.trim());
  return pid ? { pid: Number(pid), port: Number(port), isReady: state === 'ready' } : undefined;
}
