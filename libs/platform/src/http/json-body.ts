import { ProblemError } from '@ecobe/contracts';
import type { FastifyInstance } from 'fastify';

/** At the end of the message, where no piece of the body can stand. */
const POSITION = /JSON at position (\d+)(?: \(line \d+ column \d+\))?$/;
const BYTE_ORDER_MARK = '\uFEFF';
const END = /^Unexpected end/;

function malformed(detail: string): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'MALFORMED_JSON',
    title: 'Bad Request',
    detail: `The body ${detail}.`,
    errors: [{ pointer: '', detail }],
  });
}

/** Where a text stops being JSON, as far as the parser tells: not for every fault. */
function faultOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : '';
  const position = END.test(message) ? String(text.length) : POSITION.exec(message)?.[1];
  return position === undefined ? 'is not valid JSON' : `is not valid JSON at position ${position}`;
}

/**
 * The value of a JSON text.
 * @throws ProblemError 400 `MALFORMED_JSON`, with the position (characters from 0) where it is known
 */
export function parseJson(text: string): unknown {
  if (text === '') throw malformed('is empty; a JSON object is expected');
  try {
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text) as unknown;
  } catch (error) {
    throw malformed(faultOf(error, text));
  }
}

/**
 * Reads JSON bodies. Keys that reach for prototypes are valid JSON, and are refused with a pointer like any other wrong
 * input, before anything is made of them.
 */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseJson(body));
    } catch (error) {
      done(error as ProblemError, undefined);
    }
  });
}
