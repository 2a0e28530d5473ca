import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DekesApiClient } from './dekes-api.client';

/** Tells one report to a DEKES that listens and does not answer, or to a port on which nobody does. */
async function toldTo(what: 'silent' | 'gone') {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  if (what === 'gone') server.close();
  const settings = {
    DEKES_API_URL: `http://127.0.0.1:${port}`,
    DEKES_API_KEY: 'k',
    DEKES_WEBHOOK_SECRET: 's',
  };
  const client = new DekesApiClient(settings, 500);
  try {
    return await client.tell({ kind: 'report', body: { queryId: 'q', actualCO2: 1 } });
  } finally {
    await client.close();
    server.closeAllConnections();
    server.close();
  }
}

describe('DEKES that cannot be told', () => {
  it.each([
    ['silent', 'DEKES gave no answer within 0.5 s'],
    ['gone', 'DEKES cannot be reached (ECONNREFUSED)'],
  ] as const)('because it is %s is so named, and tried again', async (what, reason) => {
    expect(await toldTo(what)).toEqual({ kind: 'failed', reason, isFinal: false });
  });
});
