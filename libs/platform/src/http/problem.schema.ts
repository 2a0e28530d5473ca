import type { ApiResponseOptions } from '@nestjs/swagger';

type ResponsesObject = Record<string, ApiResponseOptions & { description: string }>;

/** OpenAPI schema of the RFC 9457 document that every refusal is. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  additionalProperties: true,
  properties: {
    type: { type: 'string', description: 'URN of the kind of problem, stable per code' },
    title: { type: 'string', description: 'Short name of the kind of problem' },
    status: { type: 'integer', description: 'The HTTP status' },
    detail: { type: 'string', description: 'What was wrong this time, and what would be right' },
    code: { type: 'string', description: 'Stable code for programs' },
    instance: { type: 'string', description: 'The request id, as in the X-Request-Id header' },
    errors: {
      type: 'array',
      description: 'Each fault of the input',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: {
            type: 'string',
            description: 'JSON pointer into the body, ?name of a query, {name} of the path',
          },
          detail: { type: 'string' },
        },
      },
    },
  },
};

const REQUEST_ID = '3f0c6f0e-7a53-4b55-9f1b-0f1f9c1d2a77';

const example = (status: number, code: string, title: string, detail: string, more: object = {}) => ({
  type: `urn:ecobe:problem:${code.toLowerCase().replaceAll('_', '-')}`,
  title,
  status,
  detail,
  code,
  instance: REQUEST_ID,
  ...more,
});

const response = (description: string, value: object) => ({
  description,
  content: {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example: value },
  },
});

/** What any operation can answer besides its own results. */
export const problemResponses = (): ResponsesObject => ({
  400: response(
    'The input is malformed, unknown or out of range; nothing was done.',
    example(400, 'INVALID_INPUT', 'Invalid input', '/carbonWeight: must not be less than 0', {
      errors: [{ pointer: '/carbonWeight', detail: 'must not be less than 0' }],
    }),
  ),
  404: response(
    'There is no such thing.',
    example(404, 'NOT_FOUND', 'Not Found', 'There is no /api/v1/x; see /docs.'),
  ),
  422: response(
    'Well formed, but refused by a rule; the code says by which.',
    example(422, 'REFUSED', 'Refused', 'The window is longer than the time to look ahead.'),
  ),
  503: response(
    'Something that the answer needs is away; Retry-After says when to ask again.',
    example(503, 'TIMEOUT', 'Service Unavailable', 'The answer took too long.'),
  ),
});
