import { isProblemBody } from '@ecobe/contracts';
import type { ProblemBody } from '@ecobe/contracts';

/** A request or event as it stands in its stream, in one field, so that it is parsed and written once. */
export interface Envelope {
  id: string;
  /** `<service>.<operation>`, or the event's name. */
  pattern: string;
  data: unknown;
  /** Real epoch milliseconds after which nobody waits for the answer any more; absent in events. */
  deadlineMs?: number;
  /** Channel on which the caller hears the reply; absent in events. */
  replyTo?: string;
  idempotencyKey?: string;
  requestId?: string;
}

/** An answer on the caller's channel: `data`, or `problem` where the service refused or failed. */
export interface Reply {
  id: string;
  data?: unknown;
  problem?: ProblemBody;
}

type Json = Record<string, unknown>;

function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

const isOptional = (value: unknown, type: 'string' | 'number') =>
  value === undefined || typeof value === type;

const isEnvelope = (value: Json): value is Json & Envelope =>
  typeof value.id === 'string' &&
  typeof value.pattern === 'string' &&
  isOptional(value.deadlineMs, 'number') &&
  isOptional(value.replyTo, 'string') &&
  isOptional(value.idempotencyKey, 'string') &&
  isOptional(value.requestId, 'string');

/** The envelope in a stream entry, or null where the text is none: such an entry is dropped, never retried. */
export function decodeEnvelope(text: string): Envelope | null {
  const value = parseObject(text);
  return value !== null && isEnvelope(value) ? value : null;
}

/** The reply in a message of the caller's channel, or null where the text is none. */
export function decodeReply(text: string): Reply | null {
  const value = parseObject(text);
  if (value === null || typeof value.id !== 'string') return null;
  if (value.problem !== undefined && !isProblemBody(value.problem)) return null;
  return {
    id: value.id,
    data: value.data,
    ...(value.problem === undefined ? {} : { problem: value.problem }),
  };
}

/** Whether nobody waits for the answer any more at the real instant `nowMs`. */
export const isExpired = (envelope: Envelope, nowMs: number): boolean =>
  envelope.deadlineMs !== undefined && envelope.deadlineMs <= nowMs;
