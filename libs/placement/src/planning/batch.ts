import type { PlacementTerms } from './place-work';
import type { Placement } from './placement';
import type { RoomLedger } from './room-ledger';
import type { RoomPrices } from './room-price-table';
import type { WeightedWork, WorkView } from './room-prices';
import type { WorkToPlace } from './work';

/** Work that waits for a plan, or for a better one. */
export interface WaitingWork {
  readonly id: string;
  /** Without a plan it is planned as work that arrives now, so that running now is open to it. */
  readonly work: WorkToPlace;
  /** Its present plan from `work.earliest` on, whose room the ledger holds; null for work that has none yet. */
  readonly held: Placement | null;
  /** Its own, where it does not see the regions as the others do. */
  readonly view?: WorkView;
}

export interface BatchTerms extends PlacementTerms {
  /** Work that has not arrived yet but will want room; with none, room that is left over is worth nothing. */
  readonly expected: readonly WeightedWork[];
  /** Prices to start from, such as those of an hour ago. */
  readonly previous: RoomPrices;
  /** Rounds of the search for prices; 0 takes the previous ones as they are. */
  readonly rounds: number;
  /** As the search for prices takes it. */
  readonly mostExcess?: number;
  /**
   * Work keeps the plan it holds where the best is better by no more than this, percent; and all keep theirs, but for those
   * that move into free room, where all together would be better by no more. Unless told the best is taken.
   */
  readonly keepWithinPercent?: number;
}

export interface PlannedWork {
  /** Null where neither a forecast nor an earlier plan says where it can run. */
  readonly placement: Placement | null;
  /** It found no room among the others and kept the plan it had, with its figures of then. */
  readonly isKept: boolean;
}

/** What stays the same while a batch is planned. */
export interface Batch {
  /** Those who need most first. */
  readonly inTurn: readonly WaitingWork[];
  readonly ledger: RoomLedger;
  readonly terms: BatchTerms;
  /** How work sees the regions beside what others have reserved, and under the prices. */
  readonly roomy: (one: { readonly view?: WorkView }) => WorkView;
}
