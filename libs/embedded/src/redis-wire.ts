import { connect } from 'node:net';

export interface RedisAddress {
  readonly port: number;
  readonly password: string;
}

const TIMEOUT_MS = 2_000;

/**
 * Sends one command in Redis' inline form and returns what came back, as it came, up to the end of the connection.
 * Enough for PING, CONFIG GET and SHUTDOWN; whoever wants more takes a client.
 *
 * @throws Error when nobody listens, or nothing comes for 2 s.
 */
export function askRedis(address: RedisAddress, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host: '127.0.0.1', port: address.port });
    socket.setEncoding('utf8');
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`no answer on port ${address.port}`)));
    socket.on('connect', () => socket.write(`AUTH ${address.password}\r\n${command}\r\nQUIT\r\n`));
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(answer);
    });
  });
}
