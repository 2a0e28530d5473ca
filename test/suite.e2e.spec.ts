import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

describe('the suite in one process', () => {
  let suite: TestSuite | undefined;
  beforeAll(async () => {
    suite = await startSuite();
  });
  afterAll(() => suite?.stop());

  const health = async (url: string | undefined) => {
    const answer = await fetch(`${String(url)}/health`);
    return (await answer.json()) as { status: string; checks: Record<string, { status: string }> };
  };

  it('answers for every service it is composed of', async () => {
    const { checks } = await health(suite?.url);
    for (const service of ['forecasting', 'routing', 'credits', 'dekes'])
      expect(checks).toHaveProperty(service);
  });

  it('is there again after it was killed', async () => {
    await suite?.kill9();
    const url = await suite?.restart();
    expect((await health(url)).checks).toMatchObject({ credits: { status: 'ok' }, dekes: { status: 'ok' } });
  });
});
