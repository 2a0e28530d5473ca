import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { problemDocument } from './problem.reply';

/** What Node's parser says of a request that is none, and what it means. */
const STATUS_BY_FAULT: Record<string, [status: number, code: string, title: string, detail: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'REQUEST_TIMEOUT', 'Request Timeout', 'The request arrived too slowly.'],
  HPE_HEADER_OVERFLOW: [
    431,
    'HEADERS_TOO_LARGE',
    'Request Header Fields Too Large',
    'Headers are too large.',
  ],
};
const NOT_HTTP = [400, 'MALFORMED_REQUEST', 'Bad Request', 'This is not a valid HTTP request.'] as const;

/** Answers what never became a request, where somebody still listens, and hangs up. */
export function answerClientFault(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, title, detail] = STATUS_BY_FAULT[error.code ?? ''] ?? NOT_HTTP;
  const body = JSON.stringify(problemDocument({ status, code, title, detail }, randomUUID()));
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
