import { inTurns, stepsInTurns } from '@ecobe/platform';
import { slotStartMs } from '@ecobe/placement';
import type { Placement } from '@ecobe/placement';
import type { PlanningStore, PlanningTurn, WaitingWorkload } from '../../ports/planning-store';
import { movesThatFit } from './moves-that-fit';
import type { Move } from './moves-that-fit';
import { pipelined } from './pipelined';
import { movePlan } from './plan-workload';
import { NOTHING, frameOf, keepPortion, sumOf } from './planning-round';
import type { PlanningKnowledge, PlanningRound } from './planning-round';

/** Moves of one transaction: so many may change places with each other. */
const TOGETHER = 1_000;
/** Of these written at once. */
const PORTION = 200;
/** Who finds no room tries again after the others have moved, so often. */
const PASSES = 4;

/** A workload that is to have another place than it had when all were looked at. */
export interface PlannedMove extends Move {
  readonly id: string;
  readonly target: Placement;
  /** Number of the plan that it replaces. */
  readonly planNumber: number;
}

interface Written {
  readonly round: PlanningRound;
  readonly startsMs: readonly number[];
  /** Had no room among what is reserved by now, or no turn any more. */
  readonly left: readonly PlannedMove[];
}

/**
 * Writes what was planned together. Others plan, cancel and start meanwhile, so each transaction looks again: whose plan
 * is another by now, has begun, or would begin in the past, stays; no hour is overloaded whatever others reserved.
 */
export class MoveWriter {
  constructor(
    private readonly store: PlanningStore,
    private readonly knowledge: PlanningKnowledge,
  ) {}

  async write(
    moves: readonly PlannedMove[],
    onPlanned: (startsMs: readonly number[]) => void,
  ): Promise<PlanningRound> {
    let round = NOTHING;
    let open = moves;
    for (let pass = 1; pass <= PASSES && open.length > 0; pass++) {
      const left: PlannedMove[] = [];
      for (let i = 0; i < open.length; i += TOGETHER) {
        const some = open.slice(i, i + TOGETHER);
        const written = await this.store.inTurn((turn) => this.turn(turn, some));
        onPlanned(written.startsMs);
        round = sumOf(round, written.round);
        left.push(...written.left);
      }
      if (left.length === open.length) break;
      open = left;
    }
    return round;
  }

  private async turn(turn: PlanningTurn, moves: readonly PlannedMove[]): Promise<Written> {
    const frame = await frameOf(turn, this.knowledge);
    const rows = new Map(
      (
        await turn.claimOpen(
          moves.map(({ id }) => id),
          frame.nowMs,
        )
      ).map((row) => [row.id, row]),
    );
    const possible = moves.filter(({ id, planNumber, target }) => {
      const startMs = slotStartMs(target.runs[0]?.from ?? NaN);
      return rows.get(id)?.planNumber === planNumber && startMs >= frame.nowMs;
    });
    const { capKwOf } = this.knowledge.settings;
    const fitting = await stepsInTurns(movesThatFit(possible, frame.ledger, capKwOf));
    let [round, next] = [NOTHING, 0];
    const startsMs: number[] = [];
    const done = new Set<string>();
    await pipelined({
      read: () => {
        const portion = fitting.slice(next, (next += PORTION));
        return Promise.resolve(portion.length === 0 ? null : portion);
      },
      make: async (portion) => {
        const found = portion.flatMap((move) => withRow(move, rows.get(move.id)));
        const results = await inTurns(found, ({ row, target }) => movePlan(row, target, frame));
        return { workloads: found.map(({ row }) => row), results };
      },
      write: async (portion) => {
        const { startsMs: starts, isRefused, ...kept } = await keepPortion(turn, portion);
        round = sumOf(round, kept);
        startsMs.push(...starts);
        for (const { id } of portion.workloads) done.add(id);
        return !isRefused;
      },
    });
    return { round, startsMs, left: possible.filter(({ id }) => !done.has(id)) };
  }
}

const withRow = (
  { target }: PlannedMove,
  row: WaitingWorkload | undefined,
): { target: Placement; row: WaitingWorkload }[] => (row === undefined ? [] : [{ target, row }]);
