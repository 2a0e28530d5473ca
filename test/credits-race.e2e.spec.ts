import { startCreditsServices } from './support/credits-drill/credits-services';
import type { CreditsServices } from './support/credits-drill/credits-services';
import { raceForManyLots, raceForOneLot } from './support/credits-drill/retire-race';
import { ecobe } from './support/ecobe-command';

jest.setTimeout(180_000);

const SEED = 20_261_123;

describe('retirements that compete over HTTP, with two credits processes', () => {
  let services: CreditsServices;
  beforeAll(async () => {
    services = await startCreditsServices({ replicas: 2, durable: false });
  });
  afterAll(() => services.stop());

  it('get exactly what a lot holds', async () => {
    const { byOutcome, retiredG } = await raceForOneLot(services.url, { attempts: 600, clients: 48 });
    expect(byOutcome).toEqual({ '201': 300, '409 INSUFFICIENT_CREDITS': 300 });
    expect(retiredG).toBe(300);
  });

  it('never stand in the way of each other for good, whatever lots they want in whatever order', async () => {
    const options = { attempts: 400, clients: 48 };
    const { byOutcome, retiredG } = await raceForManyLots(services.url, options, SEED);
    expect(Object.keys(byOutcome).sort()).toEqual(['201', '409 INSUFFICIENT_CREDITS']);
    expect(retiredG).toBeLessThanOrEqual(20 * 40);
    expect(await ecobe(services, 'ledger', 'verify')).toMatchObject({ code: 0 });
  });
});
