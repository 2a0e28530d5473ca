import { STATUS_CODES } from 'node:http';
import type { ProblemBody } from '@ecobe/contracts';
import type { FastifyReply } from 'fastify';

/** RFC 9457 document of a problem: `type` is stable per code, `instance` is the request id. */
export function problemDocument(problem: ProblemBody, requestId: string): Record<string, unknown> {
  return {
    ...problem.extensions,
    type: `urn:ecobe:problem:${problem.code.toLowerCase().replaceAll('_', '-')}`,
    title: problem.title || (STATUS_CODES[problem.status] ?? 'Error'),
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    instance: requestId,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
  };
}

/** Answers with a problem, once: a reply that was already sent is left alone. */
export function replyProblem(reply: FastifyReply, problem: ProblemBody, requestId: string): void {
  if (reply.sent || reply.raw.headersSent) return;
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds));
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('x-request-id', requestId)
    .serializer(JSON.stringify)
    .send(problemDocument(problem, requestId));
}
