import type { ProbeOutcome } from '@ecobe/platform';
import { CertificateChecksRepository } from './adapters/certificate-checks.repository';
import { CheckCertificatesUseCase } from './features/check-certificates/check-certificates.use-case';
import { openBooks } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(60_000);

describe('certificate URLs', () => {
  let books: Books;
  beforeAll(async () => (books = await openBooks()));
  afterAll(() => books.close());

  const certificateUrl = 'https://registry.goldstandard.org/cert/1';
  let asked: string[];
  beforeEach(() => (asked = []));
  const check = (outcome: ProbeOutcome, hosts = ['goldstandard.org']) => {
    const probe = {
      look: (url: string) => {
        asked.push(url);
        return Promise.resolve(outcome);
      },
    };
    return new CheckCertificatesUseCase(
      new CertificateChecksRepository(books.source),
      probe,
      hosts,
    ).execute();
  };
  const statusOf = async (creditId: string) => (await books.one(creditId)).certificateStatus;
  const letTimePass = () => books.source.query('UPDATE credits.certificate_check SET next_at = now()');

  it.each<[ProbeOutcome, string]>([
    [{ kind: 'answered', status: 200 }, 'REACHABLE'],
    [{ kind: 'answered', status: 302 }, 'REJECTED'],
    [{ kind: 'answered', status: 404 }, 'UNREACHABLE'],
    [{ kind: 'private' }, 'REJECTED'],
  ])('after %j are settled as %s, and not looked at again', async (outcome, status) => {
    const creditId = await books.buy({ certificateUrl });
    expect(await statusOf(creditId)).toBe('UNCHECKED');
    expect(await check(outcome)).toBe(1);
    expect([await statusOf(creditId), asked]).toEqual([status, [certificateUrl]]);
    await letTimePass();
    expect(await check(outcome)).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it('are tried five times, later and later, before they are called unreachable', async () => {
    const creditId = await books.buy({ certificateUrl });
    for (const outcome of [
      { kind: 'failed', reason: 'ECONNREFUSED' },
      { kind: 'answered', status: 503 },
    ] as const) {
      expect([await check(outcome), await check(outcome), await statusOf(creditId)]).toEqual([
        0,
        0,
        'UNCHECKED',
      ]);
      await letTimePass();
    }
    for (const attempt of [3, 4]) {
      expect([attempt, await check({ kind: 'answered', status: 429 })]).toEqual([attempt, 0]);
      await letTimePass();
    }
    expect(asked).toHaveLength(4);
    expect(await check({ kind: 'failed', reason: 'TimeoutError' })).toBe(1);
    expect(await statusOf(creditId)).toBe('UNREACHABLE');
  });

  it('are not asked once their host is off the list', async () => {
    const creditId = await books.buy({ certificateUrl });
    expect(await check({ kind: 'answered', status: 200 }, ['verra.org'])).toBe(1);
    expect([await statusOf(creditId), asked]).toEqual(['REJECTED', []]);
  });

  it('leave lots without one alone', async () => {
    await books.buy();
    expect(await check({ kind: 'answered', status: 200 })).toBe(0);
  });
});
