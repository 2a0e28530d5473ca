import fc from 'fast-check';
import type { Figure } from './criterion';
import { decideRoute, isRoute } from './decide-route';
import { at, candidate, inputsOf } from './route.fixture';
import type { RouteCandidate, RouteInputs } from './route-inputs';
import type { RankedRegion, RouteOutcome } from './route-outcome';

function routed(inputs: RouteInputs): RouteOutcome {
  const result = decideRoute(inputs);
  if (!isRoute(result)) throw new Error('no route');
  return result;
}
const allOf = (outcome: RouteOutcome): RankedRegion[] => [
  { ...outcome, region: outcome.selectedRegion },
  ...outcome.alternatives,
];
const millionths = (value: number) => Math.round(value * 1e6);

// The example of docs/formulas/green-score.md.
describe('worked example', () => {
  const scales = { maxCarbonGPerKwh: 400, maxLatencyMs: null, costReferenceUsdPerHour: 0.2 };
  const outcome = routed(
    inputsOf(
      [
        at('FR', 58, {
          latency: { value: 80, source: 'request' },
          cost: { value: 0.224, source: 'list price' },
        }),
        at('DE', 120, {
          latency: { value: 60, source: 'request' },
          cost: { value: 0.23, source: 'list price' },
        }),
        at('US-CAL-CISO', 230, {
          latency: { value: 140, source: 'request' },
          cost: { value: 0.234, source: 'list price' },
        }),
      ],
      { scales },
    ),
  );

  it('chooses FR at 0.688507, before DE and US-CAL-CISO', () => {
    expect(allOf(outcome).map(({ region, score }) => [region, score])).toEqual([
      ['FR', 0.688507],
      ['DE', 0.630523],
      ['US-CAL-CISO', 0.429666],
    ]);
  });

  it('explains the score criterion by criterion', () => {
    expect(
      outcome.explanation.map(({ criterion, utility, weight, contribution }) => [
        criterion,
        utility,
        weight,
        contribution,
      ]),
    ).toEqual([
      ['carbon', 0.855, 0.5, 0.4275],
      ['latency', 0.555556, 0.3, 0.166667],
      ['cost', 0.471698, 0.2, 0.09434],
    ]);
  });
});

describe('unknown values', () => {
  const unknown: Figure = { value: null, reason: 'nobody published it' };

  it('never beat known ones, however bad', () => {
    const known = at('KNOWN', 100, { cost: { value: 1e6, source: 'request' } });
    const outcome = routed(inputsOf([at('UNKNOWN', 100, { cost: unknown }), known]));
    expect(outcome.selectedRegion).toBe('KNOWN');
    const cost = outcome.alternatives[0]?.explanation.find(({ criterion }) => criterion === 'cost');
    expect(cost).toMatchObject({ value: null, utility: 0, contribution: 0, reason: 'nobody published it' });
  });

  it('put a region out when its latency must be under a limit', () => {
    const scales = { maxCarbonGPerKwh: 400, maxLatencyMs: 100, costReferenceUsdPerHour: 0.2 };
    const outcome = routed(inputsOf([at('A', 10, { latency: unknown }), at('B', 300)], { scales }));
    expect(outcome.selectedRegion).toBe('B');
    expect(outcome.excluded).toEqual([expect.objectContaining({ region: 'A', code: 'LATENCY_UNKNOWN' })]);
  });

  it('drop latency for everyone when the request never spoke of it', () => {
    const outcome = routed(inputsOf([at('A', 100), at('B', 200)], { latencyAsked: false }));
    expect(outcome.explanation.map(({ weight }) => weight)).toEqual([0.714286, 0, 0.285714]);
    expect(outcome.warnings.map(({ code }) => code)).toEqual(['LATENCY_NOT_CONSIDERED']);
  });
});

describe('exclusions', () => {
  it('name the code and the reason, in the order asked', () => {
    const scales = { maxCarbonGPerKwh: 400, maxLatencyMs: 100, costReferenceUsdPerHour: 0.2 };
    const outcome = routed(
      inputsOf(
        [
          at('PL', 565),
          candidate('XX', { intensity: null }),
          candidate('YY', { intensity: null, otherSeries: ['average direct'] }),
          at('FAR', 20, { latency: { value: 101, source: 'request' } }),
          at('FR', 400, { latency: { value: 100, source: 'request' } }),
        ],
        { scales },
      ),
    );
    expect(outcome.selectedRegion).toBe('FR');
    expect(outcome.excluded.map(({ region, code }) => [region, code])).toEqual([
      ['PL', 'ABOVE_MAX_CARBON'],
      ['XX', 'NO_DATA'],
      ['YY', 'NOT_SAME_BASIS'],
      ['FAR', 'ABOVE_MAX_LATENCY'],
    ]);
  });

  it('leave no route when they take every region', () => {
    const result = decideRoute(inputsOf([at('PL', 565), candidate('XX', { intensity: null })]));
    expect(result).toMatchObject({ kind: 'none', excluded: [{ region: 'PL' }, { region: 'XX' }] });
  });
});

describe('warnings', () => {
  const withQuality = (
    region: string,
    quality: 'measured' | 'simulated',
    validAt = '2026-03-01T11:00:00.000Z',
  ) => {
    const known = candidate(region);
    return { ...known, intensity: known.intensity && { ...known.intensity, quality, validAt } };
  };

  it('tell when all regions are simulated, and when some are compared with real ones', () => {
    const codes = (...qualities: ('measured' | 'simulated')[]) =>
      routed(inputsOf(qualities.map((quality, index) => withQuality(`R${index}`, quality)))).warnings;
    expect(codes('measured', 'simulated')).toEqual([
      expect.objectContaining({ code: 'SIMULATED_AND_REAL_COMPARED', regions: ['R1'] }),
    ]);
    expect(codes('simulated', 'simulated')).toEqual([
      expect.objectContaining({ code: 'SIMULATED_DATA', regions: ['R0', 'R1'] }),
    ]);
    expect(codes('measured', 'measured')).toEqual([]);
  });

  it('tell the age of what ended more than two hours ago, from the end of its span', () => {
    const outcome = routed(
      inputsOf([
        withQuality('OLD', 'measured', '2026-03-01T08:30:00.000Z'),
        withQuality('EDGE', 'measured', '2026-03-01T09:00:00.000Z'),
      ]),
    );
    expect(outcome.warnings).toEqual([expect.objectContaining({ code: 'STALE_DATA', regions: ['OLD'] })]);
    expect(outcome.warnings[0]?.detail).toContain('OLD 2.5 h');
  });

  it('tell which figures belong to no region asked for', () => {
    const outcome = routed(inputsOf([at('FR', 58)], { unlistedRegions: ['DE'] }));
    expect(outcome.warnings).toEqual([
      expect.objectContaining({ code: 'UNLISTED_REGIONS_IGNORED', regions: ['DE'] }),
    ]);
  });
});

describe('properties', () => {
  const figure = (max: number): fc.Arbitrary<Figure> =>
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.double({ min: 0, max, noNaN: true }).map((value) => ({ value, source: 's' })),
      },
      { weight: 1, arbitrary: fc.constant({ value: null, reason: 'unknown' }) },
    );
  const candidates: fc.Arbitrary<RouteCandidate[]> = fc
    .array(fc.tuple(fc.double({ min: 0, max: 500, noNaN: true }), figure(300), figure(2)), {
      minLength: 1,
      maxLength: 12,
    })
    .map((rows) => rows.map(([carbon, latency, cost], index) => at(`R${index}`, carbon, { latency, cost })));
  const weight = fc.double({ min: 0, max: 1e6, noNaN: true });
  const inputs: fc.Arbitrary<RouteInputs> = fc
    .record({
      candidates,
      weights: fc
        .record({ carbon: weight, latency: weight, cost: weight })
        .filter(({ carbon }) => carbon > 0),
      maxLatencyMs: fc.option(fc.double({ min: 0, max: 300, noNaN: true })),
      latencyAsked: fc.boolean(),
    })
    .map(({ candidates: regions, weights, maxLatencyMs, latencyAsked }) =>
      inputsOf(regions, {
        weights,
        latencyAsked: latencyAsked || maxLatencyMs !== null,
        scales: { maxCarbonGPerKwh: 400, maxLatencyMs, costReferenceUsdPerHour: 0.2 },
      }),
    );
  const scoresOf = (given: RouteInputs): Map<string, number> => {
    const result = decideRoute(given);
    return new Map(isRoute(result) ? allOf(result).map(({ region, score }) => [region, score]) : []);
  };

  it('contributions sum to the score and weights to 1, exactly in millionths; scores lie in [0, 1]', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const result = decideRoute(given);
        for (const { score, explanation } of isRoute(result) ? allOf(result) : []) {
          const sum = (pick: 'contribution' | 'weight') =>
            explanation.reduce((total, criterion) => total + millionths(criterion[pick]), 0);
          expect(sum('contribution')).toBe(millionths(score));
          expect(sum('weight')).toBe(1_000_000);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('another candidate changes neither a score nor the order of two others', () => {
    fc.assert(
      fc.property(inputs, fc.double({ min: 0, max: 500, noNaN: true }), (given, carbon) => {
        const more = { ...given, candidates: [at('EXTRA', carbon), ...given.candidates] };
        const before = [...scoresOf(given)];
        const after = [...scoresOf(more)].filter(([region]) => region !== 'EXTRA');
        expect(after).toEqual(before);
      }),
    );
  });

  it('is the same whatever the order in which the regions were asked for', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const reversed = { ...given, candidates: given.candidates.toReversed() };
        expect([...scoresOf(reversed)]).toEqual([...scoresOf(given)]);
      }),
    );
  });

  it('is made again byte for byte from its inputs as text', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const again = JSON.parse(JSON.stringify(given)) as RouteInputs;
        expect(JSON.stringify(decideRoute(again))).toBe(JSON.stringify(decideRoute(given)));
      }),
    );
  });

  it('less carbon never scores worse', () => {
    const carbon = fc.double({ min: 0, max: 400, noNaN: true });
    fc.assert(
      fc.property(carbon, carbon, (a, b) => {
        const scores = scoresOf(inputsOf([at('A', Math.min(a, b)), at('B', Math.max(a, b))]));
        expect(scores.get('A')).toBeGreaterThanOrEqual(scores.get('B') ?? NaN);
      }),
    );
  });
});
