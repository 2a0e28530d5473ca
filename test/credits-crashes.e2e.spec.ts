import { crashDrill } from './support/credits-drill/crash-drill';
import { startCreditsServices } from './support/credits-drill/credits-services';
import type { CreditsServices } from './support/credits-drill/credits-services';
import { booksOfDrill, isAllSealedAndTold } from './support/credits-drill/drill-books';
import { ecobe } from './support/ecobe-command';

jest.setTimeout(240_000);

const SEED = 20_261_123;

describe('credits processes and a database that crash under load', () => {
  let services: CreditsServices;
  beforeAll(async () => {
    services = await startCreditsServices({ replicas: 2, durable: false });
  });
  afterAll(() => services.stop());

  it('lose nothing that was acknowledged, and do nothing twice', async () => {
    const { operations } = await crashDrill(services, {
      ...{ seed: SEED, requestsPerSecond: 20, serviceKills: 3, databaseKills: 1 },
    });
    expect(operations.filter(({ status }) => status !== 201)).toEqual([]);
    expect(operations.some(({ tries }) => tries > 1)).toBe(true);
    const { lost, doubled, entries } = await booksOfDrill(services.databaseUrl, operations);
    expect({ lost, doubled, entries }).toEqual({ lost: 0, doubled: 0, entries: operations.length });
    expect(await isAllSealedAndTold(services.databaseUrl)).toBe(true);
    expect(await ecobe(services, 'ledger', 'verify')).toMatchObject({ code: 0 });
  });
});
