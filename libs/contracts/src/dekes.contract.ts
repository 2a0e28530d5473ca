import type { DekesAnalyticsAnswer } from './dekes.analytics.answer';
import type { BatchAnswer } from './dekes.batch.answer';
import type { ScheduleBatchRequest } from './dekes.batch.dto';
import type { OptimizeQueryAnswer } from './dekes.optimize.answer';
import type { OptimizeQueryRequest } from './dekes.query.dto';
import type { RouteRunAnswer } from './dekes.route.answer';
import type { CompleteRunRequest, ReportCarbonRequest, RouteRunRequest } from './dekes.run.dto';
import type { DekesReceipt, DekesWorkloadPage } from './dekes.workload.answer';
import { rpc } from './rpc';

/** Refusals: 400 UNKNOWN_REGION, DUPLICATE_REGION; 422 NO_ELIGIBLE_REGION, IDEMPOTENCY_KEY_REUSED. */
export const OPTIMIZE_QUERY = rpc<OptimizeQueryRequest, OptimizeQueryAnswer>('dekes.optimize-query');

/** Refusals as of {@link OPTIMIZE_QUERY}. */
export const ROUTE_RUN = rpc<RouteRunRequest, RouteRunAnswer>('dekes.route-run');

/** Durable before it answers. Refusals as of {@link OPTIMIZE_QUERY}, and 400 INVALID_CALLBACK_URL, 422 NO_WEBHOOK_SECRET. */
export const SCHEDULE_BATCH = rpc<ScheduleBatchRequest, BatchAnswer>('dekes.schedule-batch');

/** Refusal: 404 BATCH_NOT_FOUND. */
export const READ_BATCH = rpc<{ batchId: string }, BatchAnswer>('dekes.read-batch');

/** Takes in what DEKES says that a query emitted, also of a query that nobody asked about. */
export const REPORT_CARBON = rpc<ReportCarbonRequest, DekesReceipt>('dekes.report-carbon');

/** Refusals: 400 UNKNOWN_REGION; 404 DECISION_NOT_FOUND; 409 ALREADY_COMPLETED with other figures. */
export const COMPLETE_RUN = rpc<CompleteRunRequest, DekesReceipt>('dekes.complete-run');

/**
 * Plans a run that was given up anew and has its owner called again. Refusals: 404 DECISION_NOT_FOUND, 409 NOT_DEAD or
 * LAST_START_PASSED, 422 NO_ELIGIBLE_REGION.
 */
export const RETRY_RUN = rpc<{ decisionId: string }, DekesReceipt>('dekes.retry-run');

/** Newest first. Refusal: 400 INVALID_INPUT for a cursor of no page. */
export const LIST_DEKES_WORKLOADS = rpc<{ cursor?: string; limit: number }, DekesWorkloadPage>(
  'dekes.list-workloads',
);

export const READ_DEKES_ANALYTICS = rpc<Record<string, never>, DekesAnalyticsAnswer>('dekes.read-analytics');
