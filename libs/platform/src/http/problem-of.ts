import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { ProblemError } from '@ecobe/contracts';
import type { ProblemBody } from '@ecobe/contracts';

const RETRY_AFTER_SECONDS = 5;

const problem = (status: number, code: string, detail: string): ProblemBody => ({
  status,
  code,
  title: STATUS_CODES[status] ?? 'Error',
  detail,
});

/** What a request is told that nothing has answered in time. */
export const TIMEOUT: ProblemBody = {
  ...problem(503, 'TIMEOUT', 'The answer took too long; nothing is known to be wrong with the request.'),
  retryAfterSeconds: RETRY_AFTER_SECONDS,
};
/** What a client is told whose body does not come. */
export const BODY_TOO_SLOW: ProblemBody = problem(
  408,
  'BODY_TOO_SLOW',
  'The body of the request did not arrive in time; send it again.',
);
const INTERNAL = problem(
  500,
  'INTERNAL',
  'An unexpected fault on our side; it was logged under this request id.',
);

/** What the HTTP server itself refuses, before any operation sees the request. */
const BY_SERVER_CODE: Record<string, ProblemBody> = {
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problem(
    400,
    'BAD_CONTENT_LENGTH',
    'The body is not as long as its Content-Length says.',
  ),
  FST_ERR_CTP_BODY_TOO_LARGE: problem(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MiB.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problem(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'Send the body as Content-Type: application/json.',
  ),
  FST_ERR_BAD_URL: problem(400, 'MALFORMED_URL', 'The path holds a percent-encoding that cannot be decoded.'),
  FST_ERR_MAX_PARAM_LENGTH: problem(414, 'URL_TOO_LONG', 'A part of the path is longer than 200 characters.'),
};

const CODE_BY_STATUS: Record<number, string> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'REFUSED',
  429: 'TOO_MANY_REQUESTS',
  503: 'UNAVAILABLE',
};

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;

function refusedByServer(error: unknown): ProblemBody | undefined {
  const code = member(error, 'code');
  return typeof code === 'string' ? BY_SERVER_CODE[code] : undefined;
}

function ofHttpException(error: HttpException): ProblemBody {
  const status = error.getStatus();
  if (status >= 500 && status !== 503) return INTERNAL;
  const known = problem(status, CODE_BY_STATUS[status] ?? `HTTP_${status}`, error.message);
  return status === 503 ? { ...known, retryAfterSeconds: RETRY_AFTER_SECONDS } : known;
}

function ofProblemError({ problem: body }: ProblemError): ProblemBody {
  return body.status === 503 && body.retryAfterSeconds === undefined
    ? { ...body, retryAfterSeconds: RETRY_AFTER_SECONDS }
    : body;
}

/** The problem that any thrown thing becomes at the edge. What nobody foresaw tells nothing of its inside. */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof ProblemError) return ofProblemError(error);
  const refused = refusedByServer(error) ?? refusedByServer(member(error, 'cause'));
  if (refused !== undefined) return refused;
  if (error instanceof HttpException) return ofHttpException(error);
  return member(error, 'name') === 'TimeoutError' ? TIMEOUT : INTERNAL;
}
