/** Remembers how far a source's past of a zone has been read. Epoch ms; null if never. */
export interface CatchUpLog {
  caughtUpTo(zone: string, source: string): Promise<number | null>;
  record(zone: string, source: string, untilMs: number): Promise<void>;
}
