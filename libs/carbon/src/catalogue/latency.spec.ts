import fc from 'fast-check';
import { cloudRegions, zones } from './catalogue';
import { greatCircleKm, middleOf } from './geography';
import { latencyBetween } from './latency';
import { latencyMatrix, latencySample } from './latency.table';
import { resolveRegion } from './resolve-region';
import type { ResolvedRegion } from './resolve-region';

const region = (name: string): ResolvedRegion => {
  const answer = resolveRegion(name);
  if (answer.kind !== 'resolved') throw new Error(answer.reason);
  return answer;
};
const anyRegion = fc
  .constantFrom(...zones().map(({ id }) => id), ...cloudRegions().map(({ id }) => id))
  .map(region);

describe('latencyBetween', () => {
  it('gives the measured median of AWS', () => {
    expect(latencyBetween(region('aws:af-south-1'), region('aws:ap-east-1'))).toEqual({
      rttMs: 350.2,
      statistic: 'p50',
      source: 'cloudping',
      estimated: false,
    });
  });

  it('gives the measured p95 of Azure, in either direction', () => {
    const there = latencyBetween(region('australiacentral'), region('westus'));
    expect(there).toEqual({ rttMs: 147, statistic: 'p95', source: 'azureLatency', estimated: false });
    expect(latencyBetween(region('westus'), region('australiacentral'))).toEqual(there);
  });

  it('estimates 17.6 ms per 1000 km between providers', () => {
    const [virginia, paris] = [region('aws:us-east-1'), region('gcp:europe-west9')];
    const answer = latencyBetween(virginia, paris);
    expect(answer).toMatchObject({ statistic: 'distance', source: 'latencyFit', estimated: true });
    expect(answer.rttMs).toBeCloseTo(108.85, 2);
  });

  it('puts a bare zone where its cloud regions are, and 3 ms inside a place', () => {
    expect(latencyBetween(region('FR'), region('FR')).rttMs).toBe(3);
    expect(latencyBetween(region('KR'), region('azure:koreacentral')).rttMs).toBeLessThan(4);
    expect(latencyBetween(region('IS'), region('GB')).rttMs).toBeCloseTo(0.0176 * 1670, -1);
  });

  it('is finite, positive and, where estimated, the same both ways', () => {
    fc.assert(
      fc.property(anyRegion, anyRegion, (from, to) => {
        const there = latencyBetween(from, to);
        expect(there.rttMs).toBeGreaterThan(0);
        expect(there.rttMs).toBeLessThan(500);
        if (there.estimated) expect(latencyBetween(to, from).rttMs).toBeCloseTo(there.rttMs, 9);
      }),
    );
  });
});

describe('latency tables', () => {
  const origin = { provider: 'aws', statistic: 'p50', window: '1 day', source: 'cloudping' } as const;

  it('reads a matrix by the order of its lines and a sample by its head', () => {
    expect([...latencyMatrix(origin, 'a 1 2\nb 3 4').rttMsByPair]).toEqual([
      ['a>a', 1],
      ['a>b', 2],
      ['b>a', 3],
      ['b>b', 4],
    ]);
    expect([...latencySample(origin, 'x y\na 1 -').rttMsByPair]).toEqual([['a>x', 1]]);
  });

  it('refuses a row that is not complete', () => {
    expect(() => latencyMatrix(origin, 'a 1\nb 3 4')).toThrow('latency row a is not complete');
  });
});

describe('geography', () => {
  it('measures Paris to New York as 5837 km', () => {
    const paris = { latitude: 48.8566, longitude: 2.3522 };
    const newYork = { latitude: 40.7128, longitude: -74.006 };
    expect(greatCircleKm(paris, newYork)).toBeCloseTo(5837, -1);
  });

  it('finds a middle across the date line', () => {
    const middle = middleOf([
      { latitude: 0, longitude: 170 },
      { latitude: 0, longitude: -170 },
    ]);
    expect(Math.abs(middle.longitude)).toBeCloseTo(180, 9);
    expect(middle.latitude).toBeCloseTo(0, 9);
  });
});
