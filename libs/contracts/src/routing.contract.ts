import type { DecisionAnswer, ReplayAnswer } from './routing.decision.answer';
import type { EnergyEquationAnswer } from './routing.energy.answer';
import type { EnergyEquationRequest } from './routing.energy.dto';
import type { RouteGreenRequest } from './routing.route.dto';
import { rpc } from './rpc';

/** JSON text of a `RouteGreenAnswer`: passed on as it is, so that a repeated answer is the same to the byte. */
export interface RouteGreenText {
  json: string;
}

/**
 * Chooses a region and records why. Repeated under the same idempotency key it gives the stored answer.
 * Refusals: 400 UNKNOWN_REGION, DUPLICATE_REGION, NO_WEIGHT; 422 NO_ELIGIBLE_REGION, IDEMPOTENCY_KEY_REUSED.
 */
export const ROUTE_GREEN = rpc<RouteGreenRequest, RouteGreenText>('routing.route-green');

/**
 * Energy and emissions of a workload in each region; records nothing.
 * Refusals: 400 UNKNOWN_REGION, DUPLICATE_REGION, UNKNOWN_MODEL, INVALID_INPUT, PAST_WINDOW; 422 NO_ELIGIBLE_REGION,
 * WINDOW_BEYOND_FORECAST.
 */
export const ESTIMATE_ENERGY = rpc<EnergyEquationRequest, EnergyEquationAnswer>('routing.estimate-energy');

/** Refusal: 404 DECISION_NOT_FOUND. */
export const READ_DECISION = rpc<{ decisionId: string }, DecisionAnswer>('routing.read-decision');

/** Refusals: 404 DECISION_NOT_FOUND, 409 DECISION_NOT_REPLAYABLE. */
export const REPLAY_DECISION = rpc<{ decisionId: string }, ReplayAnswer>('routing.replay-decision');
