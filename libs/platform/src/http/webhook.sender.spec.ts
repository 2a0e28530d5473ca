import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhookSender } from './webhook.sender';
import type { WebhookSenderOptions } from './webhook.sender';

const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

describe('WebhookSender', () => {
  let server: Server;
  let url: string;
  let received: Received[];
  let answer: (response: ServerResponse) => void;
  const senders: WebhookSender[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (part: string) => (body += part));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/run`;
  });
  beforeEach(() => {
    received = [];
    answer = (response) => response.writeHead(202).end();
  });
  afterEach(() => Promise.all(senders.splice(0).map((sender) => sender.close())));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const send = (options: Partial<WebhookSenderOptions> = {}, to = url) => {
    const sender = new WebhookSender({ allowsPrivate: true, ...options });
    senders.push(sender);
    const body = { workloadId: 'w-1', note: 'ünïcode' };
    return sender.send({
      url: to,
      secret: SECRET,
      idempotencyKey: 'w-1',
      event: 'workload.dispatched',
      body,
    });
  };

  it('delivers a message that the receiver can verify', async () => {
    expect(await send()).toEqual({ kind: 'delivered', status: 202 });
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(headers).toMatchObject({ 'webhook-id': 'w-1', 'idempotency-key': 'w-1' });
    const timestamp = String(headers['webhook-timestamp']);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
    const key = Buffer.from('0123456789abcdef0123456789abcdef');
    const expected = createHmac('sha256', key).update(`w-1.${timestamp}.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(JSON.parse(body)).toMatchObject({
      type: 'workload.dispatched',
      data: { workloadId: 'w-1', note: 'ünïcode' },
    });
  });

  it.each([
    [500, false],
    [404, false],
    [429, false],
    [410, true],
  ])('tells an answer of %i, final: %s', async (status, isFinal) => {
    answer = (response) => response.writeHead(status).end('no');
    expect(await send()).toEqual({ kind: 'failed', reason: `the receiver answered ${status}`, isFinal });
  });

  it('follows no redirect', async () => {
    answer = (response) => response.writeHead(302, { location: url }).end();
    expect(await send()).toMatchObject({ kind: 'failed', reason: 'the receiver answered 302' });
    expect(received).toHaveLength(1);
  });

  it('waits for no one for ever', async () => {
    answer = () => undefined;
    const reason = 'no answer within 0.1 s';
    expect(await send({ timeoutMs: 100 })).toEqual({ kind: 'failed', reason, isFinal: false });
  });

  it('reckons the time of each from its own turn, however many wait for the same host', async () => {
    // Three turns of eight, each of 600 ms: the last ones would be too late by the clock of the first.
    answer = (response) => setTimeout(() => response.writeHead(202).end(), 600);
    const sender = new WebhookSender({ allowsPrivate: true, timeoutMs: 1_500 });
    senders.push(sender);
    const message = { url, secret: SECRET, event: 'workload.dispatched', body: {} };
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, i) => sender.send({ ...message, idempotencyKey: `w-${i}` })),
    );
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['delivered']));
    expect(received).toHaveLength(24);
  });

  it('takes the status of an answer whose body never ends', async () => {
    answer = (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'.repeat(32_768)), 1);
      response.on('close', () => {
        clearInterval(drip);
      });
    };
    expect(await send({ timeoutMs: 3_000 })).toEqual({ kind: 'delivered', status: 200 });
  });

  it('tells that nobody listens, to be tried again', async () => {
    const reason = 'the receiver cannot be reached (ECONNREFUSED)';
    expect(await send({}, 'http://127.0.0.1:1/')).toEqual({ kind: 'failed', reason, isFinal: false });
  });

  it('connects to no private address that a public name leads to', async () => {
    const port = new URL(url).port;
    const lookup = ((_name: string, _options: object, done: (error: null, found: object[]) => void) => {
      done(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '::ffff:127.0.0.1', family: 6 },
      ]);
    }) as unknown as WebhookSenderOptions['lookup'];
    const outcome = await send({ allowsPrivate: false, lookup }, `https://rebound.example.com:${port}/`);
    const reason = 'rebound.example.com leads to no address of the public internet';
    expect(outcome).toEqual({ kind: 'failed', reason, isFinal: true });
    expect(received).toHaveLength(0);
  });

  it('refuses a private URL before it asks anybody', async () => {
    expect(await send({ allowsPrivate: false })).toMatchObject({ kind: 'failed', isFinal: true });
    expect(received).toHaveLength(0);
  });
});
