/** One message as a reader hands it over. */
export interface StreamEntry {
  stream: string;
  entryId: string;
  /** The envelope's JSON; null where the entry has none. */
  text: string | null;
  /** How often it was delivered, this time included. */
  attempt: number;
}

type RawEntry = [entryId: string, fields: string[] | null];

const textOf = (fields: string[] | null): string | null => {
  const at = fields?.indexOf('m') ?? -1;
  return at < 0 ? null : (fields?.[at + 1] ?? null);
};

/** Entries of an XREADGROUP answer. */
export function entriesOfRead(answer: unknown): StreamEntry[] {
  if (!Array.isArray(answer)) return [];
  return (answer as [stream: string, entries: RawEntry[]][]).flatMap(([stream, entries]) =>
    entries.map(([entryId, fields]) => ({ stream, entryId, text: textOf(fields), attempt: 1 })),
  );
}

/** Entries of an XAUTOCLAIM answer; `attempts` is what XPENDING says of them. */
export function entriesOfClaim(
  stream: string,
  answer: unknown,
  attempts: Map<string, number>,
): StreamEntry[] {
  if (!Array.isArray(answer)) return [];
  const entries = (answer[1] ?? []) as (RawEntry | null)[];
  return entries.flatMap((entry) =>
    entry === null
      ? []
      : [{ stream, entryId: entry[0], text: textOf(entry[1]), attempt: attempts.get(entry[0]) ?? 2 }],
  );
}
