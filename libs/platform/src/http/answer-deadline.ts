import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BODY_TOO_SLOW, TIMEOUT } from './problem-of';
import { replyProblem } from './problem.reply';

/** Nobody waits longer than this for any answer; calls to services have shorter limits of their own. */
const LIMIT_MS = 15_000;
const CHECK_MS = 500;

/**
 * Answers a request when nothing else has answered it in time: with 408 `BODY_TOO_SLOW` when its body has not come, with 503
 * `TIMEOUT` when its operation never ends. All that wait are looked through now and then, since a timer for each would cost every request.
 */
export function boundAnswers(server: FastifyInstance, limitMs = LIMIT_MS, checkMs = CHECK_MS): void {
  /** In order of arrival, hence of their deadlines. */
  const waiting = new Map<FastifyReply, number>();
  server.addHook('onRequest', (_request, reply, done) => {
    waiting.set(reply, performance.now() + limitMs);
    done();
  });
  server.addHook('onResponse', (_request, reply, done) => {
    waiting.delete(reply);
    done();
  });
  const check = setInterval(() => {
    const nowMs = performance.now();
    for (const [reply, deadlineMs] of waiting) {
      if (deadlineMs > nowMs) return;
      waiting.delete(reply);
      const isStuck = isBodyMissing(reply.request);
      if (isStuck) void reply.header('connection', 'close');
      replyProblem(reply, isStuck ? BODY_TOO_SLOW : TIMEOUT, reply.request.id);
    }
  }, checkMs).unref();
  server.addHook('onClose', (_server, done) => {
    clearInterval(check);
    done();
  });
}

/** Whether the request announced a body that has not come. */
function isBodyMissing({ headers, raw }: FastifyRequest): boolean {
  const isAnnounced = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  return isAnnounced && !raw.complete;
}
