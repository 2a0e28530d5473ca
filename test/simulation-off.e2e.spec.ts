import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

describe('a suite that is started again without simulation', () => {
  let suite: TestSuite;
  beforeAll(async () => {
    suite = await startSuite({ env: { ECOBE_CLOCK: '2026-03-01T12:20:00Z', ECOBE_SIMULATION: 'auto' } });
  });
  afterAll(() => suite.stop());

  const answerTo = async (path: string, init?: RequestInit): Promise<Answer> => {
    const answer = await fetch(`${suite.url}/api/v1/${path}`, init);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const current = () => answerTo('zones/FR/carbon-intensity');
  const forecast = () => answerTo('forecasts/FR');
  const route = () =>
    answerTo('route/green', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ preferredRegions: ['FR', 'DE'], maxCarbonGPerKwh: 400 }),
    });

  it('shows the hour that holds now while it may simulate', async () => {
    const simulated = { quality: 'simulated', validAt: '2026-03-01T12:00:00.000Z' };
    expect(await current()).toMatchObject({ status: 200, body: simulated });
    expect(await route()).toMatchObject({ status: 200, body: simulated });
    const { status, body } = await forecast();
    expect([status, body['quality']]).toEqual([200, 'simulated']);
    expect((body['points'] as object[])[0]).toMatchObject({ validAt: '2026-03-01T12:00:00.000Z' });
  });

  it('answers nothing simulated any more, for all that its stores still hold', async () => {
    await suite.restart({ ECOBE_SIMULATION: 'off' });
    expect(await current()).toMatchObject({ status: 404, body: { code: 'NO_OBSERVATIONS' } });
    expect(await forecast()).toMatchObject({ status: 404, body: { code: 'NO_OBSERVATIONS' } });
    expect(await route()).toMatchObject({ status: 422 });
  });
});
