import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayClient, NoAnswerError, suiteUrl } from './gateway.client';

describe('GatewayClient', () => {
  let server: Server;
  let asked: string[];
  let sent: string;
  let reply: { status: number; body: string };

  beforeEach(async () => {
    asked = [];
    sent = '';
    server = createServer((incoming, outgoing) => {
      asked.push(incoming.url ?? '');
      incoming.on('data', (piece: Buffer) => (sent += piece.toString()));
      incoming.on('end', () => outgoing.writeHead(reply.status).end(reply.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const client = () => new GatewayClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  it('asks the public API and gives back its answer', async () => {
    reply = { status: 200, body: '{"zone":"DE"}' };
    expect(await client().get('forecasts/DE', { horizonHours: '48' })).toEqual({ zone: 'DE' });
    expect(asked).toEqual(['/api/v1/forecasts/DE?horizonHours=48']);
  });

  it('gives back an answer to the byte, and what a refusal says', async () => {
    reply = { status: 200, body: '\ufeffa,b\r\n' };
    expect((await client().getBytes('reports/sustainability', { format: 'csv' })).toString('utf8')).toBe(
      '\ufeffa,b\r\n',
    );
    expect(asked).toEqual(['/api/v1/reports/sustainability?format=csv']);
    reply = { status: 404, body: '{"status":404,"code":"ORGANIZATION_NOT_FOUND","detail":"none such"}' };
    await expect(client().getBytes('reports/sustainability', {})).rejects.toThrow(
      new NoAnswerError('none such'),
    );
  });

  it('hands over what is asked for as JSON', async () => {
    reply = { status: 200, body: '{"region":"ES"}' };
    expect(await client().post('placements', { homeRegion: 'DE' })).toEqual({ region: 'ES' });
    expect({ asked, sent }).toEqual({ asked: ['/api/v1/placements'], sent: '{"homeRegion":"DE"}' });
  });

  it.each(['localhost:3000', '127.0.0.1:3000', 'http://:::3000', 'ftp://localhost', ''])(
    'says of %j that it is no address, and what one looks like',
    async (url) => {
      const told = new NoAnswerError(
        `"${url}" is no address of ECOBE: it begins with http:// or https://, such as http://127.0.0.1:3000.`,
      );
      await expect(new GatewayClient(url).get('zones', {})).rejects.toThrow(told);
      await expect(new GatewayClient(url).post('placements', {})).rejects.toThrow(told);
    },
  );

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['::', 'http://[::]:3000'],
  ])('asks a suite that listens at %s', (host, url) => {
    expect(suiteUrl(host, 3000)).toBe(url);
    expect(URL.canParse(url)).toBe(true);
  });

  it('passes on what a problem says', async () => {
    reply = { status: 400, body: '{"status":400,"code":"UNKNOWN_REGION","detail":"no such zone"}' };
    await expect(client().get('forecasts/XX', {})).rejects.toThrow(new NoAnswerError('no such zone'));
  });

  it('tells an answer that is no problem, one that is no JSON, and a suite that is not there', async () => {
    reply = { status: 502, body: '{}' };
    await expect(client().get('zones', {})).rejects.toThrow(/answered 502 without saying why/);
    reply = { status: 200, body: '<html>' };
    await expect(client().get('zones', {})).rejects.toThrow(/No ECOBE answers/);
    await expect(new GatewayClient('http://127.0.0.1:1').get('zones', {})).rejects.toThrow(/npm start/);
  });
});
