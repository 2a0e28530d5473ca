import type { EntryKind, Posting } from '@ecobe/ledger';
import type { EntityManager } from 'typeorm';
import { ChangedMeanwhileError } from '../ports/ledger-store';
import type { Command } from '../ports/ledger-store';
import { POST } from './ledger-writes.sql';

/** What an entry comes from; one that no caller asked for has no key. */
export type Origin = Pick<Command, 'organizationId' | 'operation' | 'requestId'> & {
  readonly key: string | null;
};

interface NewEntry {
  readonly kind: EntryKind;
  readonly postings: readonly Posting[];
  /** Lots whose amounts change. */
  readonly lotCount: number;
  readonly reversesId?: string;
}

/**
 * Writes an entry with its postings, moves the grams of its lots, and has it told.
 * @returns id of the entry
 * @throws ChangedMeanwhileError if a lot has not the grams any more, or if nothing may leave it
 */
export async function postEntry(
  manager: EntityManager,
  { organizationId, operation, key, requestId }: Origin,
  { kind, postings, lotCount, reversesId }: NewEntry,
): Promise<string> {
  const [row] = await manager.query<{ id: string; moved: string }[]>(POST, [
    ...[organizationId, kind, operation, key, requestId],
    postings.map(({ lotId }) => lotId),
    postings.map(({ account }) => account),
    postings.map(({ deltaG }) => String(deltaG)),
    reversesId ?? null,
  ]);
  if (row === undefined) throw new Error(`entry ${kind} was not written`);
  if (Number(row.moved) !== lotCount)
    throw new ChangedMeanwhileError(`a lot of ${kind} is not as it was read`);
  return row.id;
}
