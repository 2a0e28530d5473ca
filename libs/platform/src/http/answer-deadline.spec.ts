import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { boundAnswers } from './answer-deadline';
import { httpServer } from './http-server';

const LIMIT_MS = 100;

describe('boundAnswers', () => {
  const server = httpServer().getInstance();
  let release: () => void = () => undefined;

  beforeAll(async () => {
    boundAnswers(server, LIMIT_MS, 10);
    server.get('/never', () => new Promise(() => undefined));
    server.get('/late', async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { late: true };
    });
    server.post('/quick', () => ({ quick: true }));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  it('answers for an operation that never does', async () => {
    const answer = await server.inject({ url: '/never', headers: { 'x-request-id': 'mine' } });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'TIMEOUT', instance: 'mine' });
    expect(answer.headers).toMatchObject({
      'retry-after': '5',
      'content-type': 'application/problem+json; charset=utf-8',
    });
  });

  it('lets an answer that comes after it come to nothing', async () => {
    expect((await server.inject({ url: '/late' })).statusCode).toBe(503);
    release();
    expect((await server.inject({ method: 'POST', url: '/quick' })).json()).toEqual({ quick: true });
  });

  it('leaves alone what was answered in time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.inject({ method: 'POST', url: '/quick' })),
    );
    await sleep(2 * LIMIT_MS);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 200));
  });

  it('answers a body that never ends', async () => {
    const { port } = server.server.address() as AddressInfo;
    const head =
      'POST /quick HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(head));
      socket.once('data', (chunk) => {
        resolve(chunk.toString());
        socket.destroy();
      });
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('BODY_TOO_SLOW');
    expect(answer.toLowerCase()).toContain('connection: close');
  });
});
