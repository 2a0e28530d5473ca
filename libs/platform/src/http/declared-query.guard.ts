import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { FastifyRequest } from 'fastify';
import { UNKNOWN_PROPERTY, invalidInput } from './invalid-input';

const API = '/api/';
const QUERY_ARGUMENT = `${RouteParamtypes.QUERY}:`;

/** Whether the operation takes a query at all; its DTO then says what may be in it. */
function declaresQuery(context: ExecutionContext): boolean {
  const argumentsOf: unknown = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  );
  return Object.keys(Object(argumentsOf) as object).some((key) => key.startsWith(QUERY_ARGUMENT));
}

/**
 * Refuses a query that the operation does not ask for: a caller who misspells a place for a parameter must not be answered
 * as though it had been heard.
 */
export class DeclaredQueryGuard implements CanActivate {
  /** @throws ProblemError 400 `INVALID_INPUT` with a pointer per key */
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { url, query } = context.switchToHttp().getRequest<FastifyRequest>();
    // Nearly always there is none, which then costs nothing more.
    if (!url.includes('?') || !url.startsWith(API) || declaresQuery(context)) return true;
    const keys = Object.keys(Object(query) as object);
    if (keys.length === 0) return true;
    throw invalidInput(keys.map((key) => ({ pointer: `?${key}`, detail: UNKNOWN_PROPERTY })));
  }
}
