import { HOUR_MS } from '@ecobe/carbon';
import type { Basis, Clock } from '@ecobe/carbon';
import { admit } from '../../../features/record-observations/quality-gate';
import { ProviderStatusBoard } from '../../../features/report-health/provider-status-board';
import type { CarbonSource } from '../../../ports/carbon-source';
import { ProviderFaultError } from '../../../ports/provider-fault';
import { ProviderHttpClient } from '../../http/provider-http.client';
import type { ProviderHttpOptions } from '../../http/provider-http.client';
import { ProviderServer } from './provider-server.fixture';
import type { Asked, Reply } from './provider-server.fixture';

export const NOW_MS = Date.UTC(2026, 0, 15, 12, 20);
export const CLOCK: Clock = { nowMs: () => NOW_MS };
const SILENT_LOG = { info: () => undefined, warn: () => undefined };

const FAST = {
  timeoutMs: 150,
  firstBackoffMs: 5,
  longestWaitMs: 1_500,
  breakAfterFailures: 4,
  halfOpenAfterMs: 100,
};

export interface SourceUnderTest {
  zone: string;
  bases: Basis[];
  source: (http: ProviderHttpClient, clock: Clock) => CarbonSource;
  http?: Partial<ProviderHttpOptions>;
  /** The documented answer, with a good value for the hour that starts at `atMs`. */
  answer: (asked: Asked, atMs: number) => Reply;
}

interface ProviderBench {
  server: ProviderServer;
  source: CarbonSource;
  board: ProviderStatusBoard;
}

/** A source against a provider on loopback, with short waits. */
export function providerBench({ source, http }: Pick<SourceUnderTest, 'source' | 'http'>) {
  const bench = {} as ProviderBench & { client: ProviderHttpClient };
  beforeAll(async () => {
    bench.server = await ProviderServer.start();
  });
  afterAll(() => bench.server.stop());
  beforeEach(() => {
    bench.board = new ProviderStatusBoard(CLOCK, SILENT_LOG);
    const options = { baseUrl: bench.server.url, limits: FAST, ...http };
    bench.client = new ProviderHttpClient(options, bench.board.of('provider'));
    bench.source = source(bench.client, CLOCK);
  });
  afterEach(() => bench.client.close());
  return bench;
}

export async function faultOf(work: Promise<unknown>): Promise<ProviderFaultError> {
  const error: unknown = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ProviderFaultError))
    throw new Error(`expected a provider fault, not ${String(error)}`);
  return error;
}

/** What every carbon source does, whatever its provider says. */
export function carbonSourceConformance(name: string, subject: SourceUnderTest): void {
  describe(`${name} as a carbon source`, () => {
    const bench = providerBench(subject);
    const { zone } = subject;
    const lastHourMs = NOW_MS - (NOW_MS % HOUR_MS) - HOUR_MS;
    const good = (asked: Asked) => subject.answer(asked, lastHourMs);
    const latest = () => bench.source.fetchLatest(zone);

    it('gives good values of the zone, in its bases, under its own name', async () => {
      bench.server.replies(good);
      const { candidates } = await latest();
      const { admitted, rejected } = admit(candidates, zone, NOW_MS);
      expect(rejected).toEqual([]);
      expect([...new Set(admitted.map(({ basis }) => basis))].sort()).toEqual([...subject.bases].sort());
      expect(new Set(admitted.map(({ source }) => source))).toEqual(new Set([bench.source.name]));
      expect(admitted.some(({ validAtMs }) => validAtMs === lastHourMs)).toBe(true);
      expect(bench.source.covers(zone)).toBe(true);
    });

    it('gives a range that holds the hour asked for', async () => {
      bench.server.replies(good);
      const { candidates } = await bench.source.fetchRange(zone, {
        startMs: lastHourMs - 24 * HOUR_MS,
        endMs: NOW_MS,
      });
      expect(candidates.some(({ validAtMs }) => validAtMs === lastHourMs)).toBe(true);
    });

    it.each([
      ['HTML', '<!doctype html><h1>Maintenance</h1>'],
      ['a cut-off JSON', '{"data":[{"from":"2026'],
      ['nothing', ''],
      ['an empty object', '{}'],
      ['a list of something else', '[1,2]'],
      ['null', 'null'],
    ])('says that %s with status 200 is no answer', async (_, body) => {
      bench.server.replies(() => ({ body }));
      expect((await faultOf(latest())).kind).toBe('malformed');
    });

    it.each([
      ['a far future hour', NOW_MS + 30 * 24 * HOUR_MS],
      ['an hour of last year', NOW_MS - 365 * 24 * HOUR_MS],
    ])('lets nothing of %s be stored', async (_, atMs) => {
      bench.server.replies((asked) => subject.answer(asked, atMs - (atMs % HOUR_MS)));
      const candidates = await latest().then(
        (reading) => reading.candidates,
        (error: unknown) => (error instanceof ProviderFaultError ? [] : Promise.reject(error as Error)),
      );
      expect(admit(candidates, zone, NOW_MS).admitted).toEqual([]);
    });

    it('asks again after a server error or a broken connection', async () => {
      const faults: Reply[] = [{ status: 503 }, { fault: 'reset' }];
      bench.server.replies((asked, count) => faults[count - 1] ?? good(asked));
      expect((await latest()).candidates.length).toBeGreaterThan(0);
    });

    it('gives up after three tries', async () => {
      bench.server.replies(() => ({ status: 500, body: 'oops' }));
      const fault = await faultOf(latest());
      expect([fault.kind, bench.server.asked.length]).toEqual(['away', 3]);
      expect(fault.message).toContain('500');
    });

    it('waits no longer than its limit for a provider that hangs', async () => {
      bench.server.replies(() => ({ fault: 'hang' }));
      expect((await faultOf(latest())).kind).toBe('away');
    });

    it('does not ask again what was refused', async () => {
      bench.server.replies(() => ({ status: 400, body: { error: 'bad request' } }));
      const fault = await faultOf(latest());
      expect([fault.kind, new Set(bench.server.asked.map(({ path }) => path)).size]).toEqual([
        'refused',
        bench.server.asked.length,
      ]);
    });

    it('waits as long as a 429 asks, then goes on', async () => {
      const startedMs = performance.now();
      bench.server.replies((asked, count) =>
        count === 1 ? { status: 429, headers: { 'retry-after': '1' } } : good(asked),
      );
      expect((await latest()).candidates.length).toBeGreaterThan(0);
      expect(performance.now() - startedMs).toBeGreaterThanOrEqual(990);
    });

    it('leaves a provider alone that asks for a long pause', async () => {
      bench.server.replies(() => ({ status: 429, headers: { 'retry-after': '60' } }));
      expect((await faultOf(latest())).kind).toBe('rate-limited');
      const askedBefore = bench.server.asked.length;
      expect((await faultOf(bench.source.fetchRange(zone, { startMs: 0, endMs: 1 }))).kind).toBe(
        'rate-limited',
      );
      expect([askedBefore, bench.server.asked.length]).toEqual([1, 1]);
    });

    it('opens the circuit after many failures, and closes it when the provider is back', async () => {
      bench.server.replies(() => ({ status: 500 }));
      await faultOf(latest());
      await faultOf(latest());
      const asked = bench.server.asked.length;
      expect((await faultOf(latest())).kind).toBe('circuit-open');
      expect(bench.server.asked.length).toBe(asked);
      expect(bench.board.all().get('provider')?.isCircuitOpen).toBe(true);
      bench.server.replies(good);
      await new Promise((resolve) => setTimeout(resolve, FAST.halfOpenAfterMs + 20));
      expect((await latest()).candidates.length).toBeGreaterThan(0);
      expect(bench.board.all().get('provider')?.isCircuitOpen).toBe(false);
    });
  });
}
