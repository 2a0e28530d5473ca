import { eventually } from './support/grid-api';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

const SERVICES = ['forecasting', 'routing', 'credits', 'dekes'];

describe('the suite in one process', () => {
  let suite: TestSuite | undefined;
  beforeAll(async () => {
    suite = await startSuite({ env: { ECOBE_SIMULATION: 'off', ECOBE_TRAINING: 'off' } });
  });
  afterAll(() => suite?.stop());

  const health = async (url: string | undefined) => {
    const answer = await fetch(`${String(url)}/health`);
    return (await answer.json()) as {
      status: string;
      checks: Record<string, { status: string; checks?: Record<string, { status: string }> }>;
    };
  };

  it('answers for every service it is composed of', async () => {
    const { checks } = await health(suite?.url);
    for (const service of SERVICES) expect(checks).toHaveProperty(service);
    // What waits for the emission log of these two.
    for (const service of ['routing', 'dekes'])
      expect(checks[service]?.checks).toMatchObject({
        emissionLog: { status: 'ok', waiting: 0, refused: 0 },
      });
  });

  it('is there again after it was killed', async () => {
    await suite?.kill9();
    const url = await suite?.restart();
    // A service that has just begun may take longer for its first answer than the gateway waits for one.
    const { checks } = await eventually(
      () => health(url),
      ({ checks: all }) => SERVICES.every((service) => all[service]?.status === 'ok'),
    );
    expect(Object.keys(checks)).toEqual(expect.arrayContaining(SERVICES));
  });
});
