import type { Interval } from '@ecobe/carbon';

/** Reads one kind of the past of some zones, from a provider that still knows it. */
export interface PastFiller {
  readonly zones: readonly string[];
  /** How far back there is anything, epoch ms. */
  readonly oldestMs: number;
  /** Who is asked; stands in the log of what was caught up with. */
  sourceOf(zone: string): string;
  /** Starts of the UTC days within the span of which nothing is stored; left out where somebody else fills them. */
  missingDays?(zone: string, span: Interval): Promise<number[]>;
  /** @throws ProviderFaultError where the span could not be had. */
  fill(zone: string, span: Interval): Promise<void>;
}
