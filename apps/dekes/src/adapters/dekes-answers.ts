import { z } from 'zod';
import type { Told } from '../ports/dekes-api';

export interface DekesReply {
  readonly status: number;
  readonly text: string;
}

/** DEKES says that the message itself is wrong: the same again would be refused again. */
const REFUSALS = [400, 413, 422];
const CREATED = 201;
const SHOWN_CHARACTERS = 120;

const receipt = z.object({ received: z.literal(true), queryId: z.string() });
const processed = z.record(z.string(), z.unknown());

const failed = (reason: string, isFinal = false): Told => ({ kind: 'failed', reason, isFinal });

function refusal({ status, text }: DekesReply): Told | null {
  if (status >= 200 && status < 300) return null;
  return failed(`DEKES answered ${status}: ${text.slice(0, SHOWN_CHARACTERS)}`, REFUSALS.includes(status));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const garbage = ({ text }: DekesReply): Told =>
  failed(`DEKES answered something else than documented: ${text.slice(0, SHOWN_CHARACTERS)}`);

/** A report is taken when DEKES repeats its query; anything else may come from something that is not DEKES. */
export function reportOutcome(reply: DekesReply, body: object): Told {
  const refused = refusal(reply);
  if (refused !== null) return refused;
  const parsed = receipt.safeParse(jsonOf(reply.text));
  const isSame = parsed.success && 'queryId' in body && parsed.data.queryId === body.queryId;
  return isSame ? { kind: 'told' } : garbage(reply);
}

/** An event is taken when it was made, or known already. */
export function eventOutcome(reply: DekesReply): Told {
  const refused = refusal(reply);
  if (refused !== null) return refused;
  const isObject = processed.safeParse(jsonOf(reply.text)).success;
  const isTaken = isObject && (reply.status === CREATED || reply.text.includes('already_processed'));
  return isTaken ? { kind: 'told' } : garbage(reply);
}
