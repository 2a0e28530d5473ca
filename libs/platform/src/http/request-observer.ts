import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import { flatLog } from '../logging/logger';
import type { Log } from '../logging/logger';
import { withRequestId } from './request-context';

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
/** Asked every few seconds by machines; not worth a line each. */
const QUIET_PATHS = new Set(['/health', '/health/live', '/health/ready', '/metrics']);

/** One line per answered request: what was asked, never with which values. */
function logRequest(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  const path = request.url.split('?', 1)[0] ?? '';
  const level = QUIET_PATHS.has(path) ? 'debug' : 'info';
  const durationMs = Math.round(reply.elapsedTime * 10) / 10;
  const { method, id: requestId } = request;
  log[level]({ requestId, method, path, status: reply.statusCode, durationMs }, 'request');
}

/** Gives every request its id, and every answer its line in the log and its place in the duration histogram. */
export function observeRequests(server: FastifyInstance, log: Log, metrics: Registry): void {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer, by route template.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [metrics],
  });
  const lines = flatLog(log);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  // After the body was read: reading it would lose the context again.
  server.addHook('preValidation', (request, _reply, done) => {
    withRequestId(request.id, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    durations.observe(labels, reply.elapsedTime / 1000);
    logRequest(lines, request, reply);
    done();
  });
}
