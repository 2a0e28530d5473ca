import type { Basis } from '@ecobe/carbon';
import { rpc } from './rpc';
import type { WorkloadAnswer, WorkloadPage, WorkloadsAccepted } from './workloads.answer';
import type {
  CompleteWorkloadRequest,
  SummaryQuery,
  WorkloadBatchRequest,
  WorkloadsQuery,
} from './workloads.dto';
import type { PlacementRequest } from './workloads.placement.dto';
import type { SavingsSummary } from './workloads.summary.answer';

/** JSON text of a `PlacementAnswer`, which may be long: passed on as it is, since nobody on the way reads it. */
export interface PlacementText {
  json: string;
}

/**
 * The best region and time for work; nothing is reserved. Refusals: 400 INVALID_INPUT, UNKNOWN_REGION, DUPLICATE_REGION,
 * NO_WEIGHT; 422 DEADLINE_TOO_SOON, NO_FEASIBLE_REGION.
 */
export const PLACE_WORK = rpc<PlacementRequest, PlacementText>('routing.place-work');

/**
 * Takes workloads on, all or none; they are stored when the answer comes. Under the same idempotency key the answer is the
 * same. Refusals: those of a placement, 400 INVALID_WEBHOOK_URL, DUPLICATE_WORKLOAD_ID; 409 WORKLOAD_ID_TAKEN;
 * 422 IDEMPOTENCY_KEY_REUSED, WEBHOOKS_NOT_CONFIGURED.
 */
export const ACCEPT_WORKLOADS = rpc<WorkloadBatchRequest, WorkloadsAccepted>('routing.accept-workloads');

/** Refusal: 404 WORKLOAD_NOT_FOUND. */
export const READ_WORKLOAD = rpc<{ workloadId: string }, WorkloadAnswer>('routing.read-workload');

/** Newest first. Refusal: 400 INVALID_INPUT for a cursor of no list. */
export const LIST_WORKLOADS = rpc<WorkloadsQuery, WorkloadPage>('routing.list-workloads');

/** Refusals: 404 WORKLOAD_NOT_FOUND, 409 NOT_CANCELLABLE once it was handed over. Repeated, the answer is the same. */
export const CANCEL_WORKLOAD = rpc<{ workloadId: string }, WorkloadAnswer>('routing.cancel-workload');

/** Has a dead one handed over again. Refusals: 404 WORKLOAD_NOT_FOUND, 409 NOT_DEAD, LAST_START_PASSED. */
export const RETRY_WORKLOAD = rpc<{ workloadId: string }, WorkloadAnswer>('routing.retry-workload');

/** Refusals: 404 WORKLOAD_NOT_FOUND, 409 NOT_DISPATCHED, ALREADY_COMPLETED with other figures, 400 INVERTED_WINDOW. */
export const COMPLETE_WORKLOAD = rpc<CompleteWorkloadRequest & { workloadId: string }, WorkloadAnswer>(
  'routing.complete-workload',
);

/** Zones that work of the period was placed in, for whoever adds the accuracy of their forecasts. */
export interface SavingsAndZones {
  summary: SavingsSummary;
  zones: { zone: string; basis: Basis }[];
}

/** What was avoided in a period. Refusal: 400 INVERTED_WINDOW. */
export const SUMMARISE_SAVINGS = rpc<SummaryQuery, SavingsAndZones>('routing.summarise-savings');
