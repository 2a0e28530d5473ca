/** Remembers how far a zone's past has been read from a source, and by `*` how far it is covered. Epoch ms; null if never. */
export interface CatchUpLog {
  caughtUpTo(zone: string, source: string): Promise<number | null>;
  record(zone: string, source: string, untilMs: number): Promise<void>;
}
