import type { FastifyInstance, FastifyReply } from 'fastify';
import { TIMEOUT } from './problem-of';
import { replyProblem } from './problem.reply';

/** Nobody waits longer than this for any answer; calls to services have shorter limits of their own. */
const LIMIT_MS = 15_000;
const CHECK_MS = 500;

/**
 * Answers a request with 503 `TIMEOUT` when nothing else has answered it in time, be it that its body never ends or that
 * its operation never does. All that wait are looked through now and then, since a timer for each would cost every request.
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
      replyProblem(reply, TIMEOUT, reply.request.id);
    }
  }, checkMs).unref();
  server.addHook('onClose', (_server, done) => {
    clearInterval(check);
    done();
  });
}
