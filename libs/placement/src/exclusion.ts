import type { Scales } from './criterion';
import type { RouteCandidate, RouteInputs } from './route-inputs';
import type { ExclusionCode, RouteExclusion } from './route-outcome';

function carbonExclusion(candidate: RouteCandidate, inputs: RouteInputs): [ExclusionCode, string] | null {
  const { zone, intensity, otherSeries } = candidate;
  const asked = `${inputs.signal} ${inputs.basis}`;
  if (intensity === null && otherSeries.length > 0) {
    return ['NOT_SAME_BASIS', `zone ${zone} has ${otherSeries.join(', ')} data only, not ${asked}`];
  }
  if (intensity === null) return ['NO_DATA', `no ${asked} carbon intensity is known for zone ${zone}`];
  const { maxCarbonGPerKwh } = inputs.scales;
  if (intensity.carbonIntensity <= maxCarbonGPerKwh) return null;
  return [
    'ABOVE_MAX_CARBON',
    `${intensity.carbonIntensity} gCO2eq/kWh is above the limit of ${maxCarbonGPerKwh}`,
  ];
}

function latencyExclusion(
  { latency }: RouteCandidate,
  { maxLatencyMs }: Scales,
): [ExclusionCode, string] | null {
  if (maxLatencyMs === null) return null;
  if (latency.value === null) {
    return [
      'LATENCY_UNKNOWN',
      `its latency cannot be held against the limit of ${maxLatencyMs} ms: ${latency.reason}`,
    ];
  }
  if (latency.value <= maxLatencyMs) return null;
  return ['ABOVE_MAX_LATENCY', `${latency.value} ms is above the limit of ${maxLatencyMs} ms`];
}

/** Why a region cannot be chosen, or null when it can. */
export function exclusionOf(candidate: RouteCandidate, inputs: RouteInputs): RouteExclusion | null {
  const found = carbonExclusion(candidate, inputs) ?? latencyExclusion(candidate, inputs.scales);
  if (found === null) return null;
  const [code, reason] = found;
  return { region: candidate.region, zone: candidate.zone, code, reason };
}
