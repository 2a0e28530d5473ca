import { Catch, NotFoundException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { ProblemBody } from '@ecobe/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../logging/logger';
import { problemOf } from './problem-of';
import { replyProblem } from './problem.reply';
import type { RouteTable } from './route-table';

/** Turns whatever was thrown into `application/problem+json`; what nobody foresaw is logged whole. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly routes: RouteTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.unroutable(error, request, reply) ?? problemOf(error);
    if (problem.status >= 500) {
      const level = problem.code === 'INTERNAL' ? 'error' : 'warn';
      this.log[level]({ err: error, requestId: request.id, code: problem.code }, 'request failed');
    }
    replyProblem(reply, problem, request.id);
  }

  /** A path that nobody serves, told apart from one that is served under other methods. */
  private unroutable(error: unknown, request: FastifyRequest, reply: FastifyReply): ProblemBody | undefined {
    if (!(error instanceof NotFoundException) || !request.is404) return undefined;
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = this.routes.methodsOf(path);
    if (methods.length === 0) {
      return {
        status: 404,
        code: 'NOT_FOUND',
        title: 'Not Found',
        detail: `There is no ${path}; see /docs.`,
      };
    }
    reply.header('allow', methods.join(', '));
    const detail = `${path} answers ${methods.join(', ')}, not ${request.method}.`;
    return { status: 405, code: 'METHOD_NOT_ALLOWED', title: 'Method Not Allowed', detail };
  }
}
