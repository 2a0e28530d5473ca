import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PageProbe } from './page-probe';
import type { PageProbeOptions } from './page-probe';

describe('PageProbe', () => {
  let server: Server;
  let url: string;
  let asked: number;
  let answer: (response: ServerResponse) => void;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked += 1;
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cert/1`;
  });
  beforeEach(() => (asked = 0));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const look = async (options: Partial<PageProbeOptions> = {}, to = url) => {
    const probe = new PageProbe({ allowsPrivate: true, ...options });
    try {
      return await probe.look(to);
    } finally {
      await probe.close();
    }
  };

  it.each([200, 404, 500])('tells an answer of %i', async (status) => {
    answer = (response) => response.writeHead(status).end('page');
    expect(await look()).toEqual({ kind: 'answered', status });
  });

  it('follows no redirect', async () => {
    answer = (response) => response.writeHead(302, { location: url }).end();
    expect(await look()).toEqual({ kind: 'answered', status: 302 });
    expect(asked).toBe(1);
  });

  it('reads no page without end, and waits for none', async () => {
    answer = (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => {
        clearInterval(drip);
      });
    };
    expect(await look({ timeoutMs: 3_000 })).toEqual({ kind: 'answered', status: 200 });
    answer = () => undefined;
    expect(await look({ timeoutMs: 100 })).toEqual({ kind: 'failed', reason: 'TimeoutError' });
  });

  it('connects to no private address, whatever name leads there', async () => {
    answer = (response) => response.writeHead(200).end();
    const lookup = ((_name: string, _options: object, done: (error: null, found: object[]) => void) => {
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    }) as unknown as PageProbeOptions['lookup'];
    const to = url.replace('127.0.0.1', 'registry.goldstandard.org');
    expect(await look({ allowsPrivate: false, lookup }, to)).toEqual({ kind: 'private' });
    expect(asked).toBe(0);
    expect(await look({ lookup }, to)).toEqual({ kind: 'answered', status: 200 });
  });
});
