import type { RouteCandidate, RouteInputs } from './route-inputs';

/** A region that is known in every respect; specs change what they are about. */
export const candidate = (region: string, more: Partial<RouteCandidate> = {}): RouteCandidate => ({
  region,
  zone: region,
  cloudRegion: null,
  intensity: {
    signal: 'average',
    basis: 'lifecycle',
    carbonIntensity: 100,
    source: 'measured here',
    quality: 'measured',
    validAt: '2026-03-01T11:00:00.000Z',
    resolutionMinutes: 60,
  },
  otherSeries: [],
  latency: { value: 50, source: 'request' },
  cost: { value: 0.2, source: 'request' },
  ...more,
});

/** A region of a given intensity, with one measure of everything else. */
export function at(
  region: string,
  carbonIntensity: number,
  more: Partial<RouteCandidate> = {},
): RouteCandidate {
  const known = candidate(region, more);
  return { ...known, intensity: known.intensity && { ...known.intensity, carbonIntensity } };
}

export const inputsOf = (
  candidates: readonly RouteCandidate[],
  more: Partial<RouteInputs> = {},
): RouteInputs => ({
  version: 2,
  decisionId: '00000000-0000-7000-8000-000000000001',
  decidedAt: '2026-03-01T12:00:00.000Z',
  signal: 'average',
  basis: 'lifecycle',
  scales: { maxCarbonGPerKwh: 400, maxLatencyMs: null, costReferenceUsdPerHour: 0.2 },
  weights: { carbon: 0.5, latency: 0.3, cost: 0.2 },
  latencyAsked: true,
  candidates,
  unlistedRegions: [],
  ...more,
});
