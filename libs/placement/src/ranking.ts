/** What decides the order of two regions. */
export interface Rankable {
  readonly region: string;
  readonly score: number;
  readonly carbonIntensity: number;
  readonly estimatedLatency: number | null;
}

/** Best first: score, then less carbon, then less latency (unknown last), then name; so the order is total. */
export function byRank(a: Rankable, b: Rankable): number {
  return (
    b.score - a.score ||
    a.carbonIntensity - b.carbonIntensity ||
    byKnown(a.estimatedLatency, b.estimatedLatency) ||
    (a.region < b.region ? -1 : Number(a.region > b.region))
  );
}

function byKnown(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}
