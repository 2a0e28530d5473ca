import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerClientFault } from './client-fault';
import { problemOf } from './problem-of';
import { replyProblem } from './problem.reply';
import { requestIdFrom } from './request-context';

const BODY_LIMIT_BYTES = 1_048_576;
/**
 * A client that sends its request slower than this is cut off. Long enough for ten thousand that come at once: Node reckons
 * from the connection on, also while it is the server that has not come to read yet.
 */
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than a load balancer keeps its connections, so that it is never the server that closes first. */
const KEEP_ALIVE_MS = 72_000;
const MAX_PARAM_LENGTH = 200;

/** The HTTP server with its limits: body size and time for a request. Its own refusals are problems too. */
export function httpServer(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    return503OnClosing: false,
    clientErrorHandler: answerClientFault,
    logger: false,
    genReqId: (request: IncomingMessage) => requestIdFrom(request.headers['x-request-id']),
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      replyProblem(reply, problemOf(error), request.id);
    },
  });
}
