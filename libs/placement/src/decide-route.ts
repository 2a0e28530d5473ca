import { exclusionOf } from './exclusion';
import { byRank } from './ranking';
import type { KnownIntensity, RouteCandidate, RouteInputs } from './route-inputs';
import type { NoRoute, RankedRegion, RouteExclusion, RouteOutcome } from './route-outcome';
import { scoreOf } from './score';
import { warningsOf } from './warnings';
import { weightsInMillionths } from './weights';

type Millionths = ReturnType<typeof weightsInMillionths>;

function ranked(
  candidate: RouteCandidate,
  intensity: KnownIntensity,
  inputs: RouteInputs,
  millionths: Millionths,
): RankedRegion {
  const { region, zone, latency, cost } = candidate;
  const { carbonIntensity, signal, basis, source, quality, validAt } = intensity;
  const carbon = { value: carbonIntensity, source };
  const { score, explanation } = scoreOf({ carbon, latency, cost }, inputs.scales, millionths);
  const ageMs = Date.parse(inputs.decidedAt) - Date.parse(validAt);
  return {
    region,
    zone,
    carbonIntensity,
    estimatedLatency: latency.value,
    estimatedCost: cost.value,
    score,
    signal,
    basis,
    source,
    quality,
    validAt,
    ageSeconds: Math.max(0, Math.floor(ageMs / 1000)),
    explanation,
  };
}

/**
 * The decision as a function of its inputs alone, so that it can be made again byte for byte.
 * @throws RangeError when no criterion is left with a weight.
 */
export function decideRoute(inputs: RouteInputs): RouteOutcome | NoRoute {
  const { weights, latencyAsked, decisionId, decidedAt } = inputs;
  const millionths = weightsInMillionths(latencyAsked ? weights : { ...weights, latency: 0 });
  const eligible: RankedRegion[] = [];
  const excluded: RouteExclusion[] = [];
  for (const candidate of inputs.candidates) {
    const exclusion = exclusionOf(candidate, inputs);
    if (exclusion !== null) excluded.push(exclusion);
    else if (candidate.intensity !== null) {
      eligible.push(ranked(candidate, candidate.intensity, inputs, millionths));
    }
  }
  eligible.sort(byRank);
  const [best, ...alternatives] = eligible;
  if (best === undefined) return { kind: 'none', excluded };
  const { region: selectedRegion, ...chosen } = best;
  const warnings = warningsOf(inputs, eligible);
  return { decisionId, decidedAt, selectedRegion, ...chosen, alternatives, excluded, warnings };
}

/** Whether a region was chosen. */
export const isRoute = (result: RouteOutcome | NoRoute): result is RouteOutcome => !('kind' in result);
