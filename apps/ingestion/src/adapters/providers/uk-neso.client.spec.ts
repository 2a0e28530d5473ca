import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import {
  CLOCK,
  NOW_MS,
  carbonSourceConformance,
  faultOf,
  providerBench,
} from './testing/carbon-source.conformance.fixture';
import type { Asked, Reply } from './testing/provider-server.fixture';
import { minuteIso } from './chunks';
import { UkNesoClient } from './uk-neso.client';

const span = (atMs: number) => ({ from: minuteIso(atMs), to: minuteIso(atMs + 30 * MINUTE_MS) });
const mix = (...shares: [string, number | null][]) => shares.map(([fuel, perc]) => ({ fuel, perc }));
const MIX = mix(['gas', 50], ['wind', 30], ['nuclear', 10], ['imports', 10], ['coal', 0], ['other', 0]);

const answer = ({ path }: Asked, atMs: number): Reply => {
  const halves = [atMs, atMs + 30 * MINUTE_MS];
  if (path.startsWith('/generation/')) {
    return { body: { data: halves.map((at) => ({ ...span(at), generationmix: MIX })) } };
  }
  const intensity = { forecast: 146, actual: 140, index: 'low' };
  return { body: { data: halves.map((at) => ({ ...span(at), intensity })) } };
};
const subject = {
  zone: 'GB',
  bases: ['direct' as const, 'lifecycle' as const],
  source: (...args: ConstructorParameters<typeof UkNesoClient>) => new UkNesoClient(...args),
  answer,
};

carbonSourceConformance('UK NESO', subject);

describe('UK NESO', () => {
  const bench = providerBench(subject);
  const AT = NOW_MS - (NOW_MS % HOUR_MS) - HOUR_MS;

  it('asks by minute and Z, at most two weeks at once', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    await bench.source.fetchRange('GB', { startMs: NOW_MS - 28 * 24 * HOUR_MS, endMs: NOW_MS });
    const paths = bench.server.asked.map(({ path }) => path).filter((path) => path.startsWith('/intensity'));
    expect(paths).toHaveLength(3);
    expect(paths[0]).toBe('/intensity/2025-12-18T12:20Z/2025-12-31T12:20Z');
  });

  it('stores the actual value as measured, and the estimate of a running half-hour as estimated', async () => {
    bench.server.replies(({ path }) =>
      path.startsWith('/generation')
        ? { body: { data: [] } }
        : {
            body: {
              data: [
                { ...span(AT), intensity: { forecast: 146, actual: 140 } },
                { ...span(AT + 30 * MINUTE_MS), intensity: { forecast: 150, actual: null } },
                { ...span(AT + HOUR_MS), intensity: { forecast: null, actual: null } },
              ],
            },
          },
    );
    const { candidates } = await bench.source.fetchLatest('GB');
    expect(
      candidates.map((c) => [c.basis, c.carbonIntensityGPerKwh, c.quality, c.resolutionMinutes]),
    ).toEqual([
      ['direct', 140, 'measured', 30],
      ['direct', 150, 'estimated', 30],
    ]);
  });

  it('works the lifecycle intensity out of the mix without imports', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    const { candidates } = await bench.source.fetchLatest('GB');
    const lifecycle = candidates.find(({ basis }) => basis === 'lifecycle');
    // (50 x 490 + 30 x 11 + 10 x 12) / 90 = 24950 / 90
    expect(lifecycle?.carbonIntensityGPerKwh).toBeCloseTo(277.222, 3);
    expect(lifecycle?.quality).toBe('estimated');
  });

  it('takes a mix without shares for no answer', async () => {
    const nothing = { ...span(AT), generationmix: mix(['gas', null], ['imports', 100]) };
    bench.server.replies(({ path }) => ({
      body: { data: path.startsWith('/generation') ? nothing : [] },
    }));
    const fault = await faultOf(bench.source.fetchLatest('GB'));
    expect(fault.message).toContain('without any value');
    expect(fault.options.isEmpty).toBe(true);
  });

  it('gives the direct values alone while the mix cannot be read, and says why', async () => {
    bench.server.replies((asked) =>
      asked.path.startsWith('/generation') ? { body: {} } : answer(asked, AT),
    );
    const { candidates, fault } = await bench.source.fetchLatest('GB');
    expect(candidates.map(({ basis }) => basis)).toEqual(['direct', 'direct']);
    expect(fault?.kind).toBe('malformed');
  });

  it('is about Great Britain only', () => {
    const source = new UkNesoClient(bench.client, CLOCK);
    expect([source.covers('GB'), source.covers('IE')]).toEqual([true, false]);
  });

  it.each([
    ['a fuel that is null', mix(['gas', null], ['wind', 30], ['nuclear', 60], ['imports', 10])],
    ['a fuel that is left out', mix(['wind', 30], ['nuclear', 10], ['imports', 10])],
  ])('makes no lifecycle intensity of a mix with %s', async (_what, generationmix) => {
    bench.server.replies((asked) =>
      asked.path.startsWith('/generation/')
        ? { body: { data: [{ ...span(AT), generationmix }] } }
        : answer(asked, AT),
    );
    const { candidates } = await bench.source.fetchLatest('GB');
    expect(candidates.map(({ basis }) => basis)).not.toContain('lifecycle');
  });
});
