import { inTurns, stepsInTurns } from '@ecobe/platform';
import { slotStartMs } from '@ecobe/placement';
import type { Placement } from '@ecobe/placement';
import type { PlanningStore, PlanningTurn, PutOff, WaitingWorkload } from '../../ports/planning-store';
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

/** A move of a workload as it is by now. */
interface PossibleMove extends PlannedMove {
  readonly row: WaitingWorkload;
}

/** Moves that nobody can keep; others of the same transaction may have counted on the room that they would leave. */
class RefusedMovesError extends Error {
  constructor(readonly refused: readonly PutOff[]) {
    super(`${refused.length} moves could not be kept`);
  }
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
        const written = await this.allOrNone(open.slice(i, i + TOGETHER));
        onPlanned(written.startsMs);
        round = sumOf(round, written.round);
        left.push(...written.left);
      }
      if (left.length === open.length) break;
      open = left;
    }
    return round;
  }

  /** In one transaction; where some are refused nothing of it stays, and the others are tried without these. */
  private async allOrNone(moves: readonly PlannedMove[]): Promise<Written> {
    const refused: PutOff[] = [];
    for (;;) {
      const ids = new Set(refused.map(({ workloadId }) => workloadId));
      const others = moves.filter(({ id }) => !ids.has(id));
      try {
        const written = await this.store.inTurn(async (turn) => {
          if (refused.length > 0) await turn.putOff(refused);
          return this.turn(turn, others);
        });
        const faulty = { ...NOTHING, seen: refused.length, faulty: refused.length };
        return { ...written, round: sumOf(written.round, faulty) };
      } catch (error) {
        if (!(error instanceof RefusedMovesError)) throw error;
        refused.push(...error.refused);
      }
    }
  }

  private async turn(turn: PlanningTurn, moves: readonly PlannedMove[]): Promise<Written> {
    const frame = await frameOf(turn, this.knowledge);
    const possible = await possibleMoves(turn, moves, frame.nowMs);
    const { capKwOf } = this.knowledge.settings;
    const fitting = await stepsInTurns(movesThatFit(possible, frame.ledger, capKwOf));
    let [round, next] = [NOTHING, 0];
    const startsMs: number[] = [];
    const refused: PutOff[] = [];
    await pipelined({
      read: () => {
        const portion = fitting.slice(next, (next += PORTION));
        return Promise.resolve(portion.length === 0 ? null : portion);
      },
      make: async (portion) => ({
        workloads: portion.map(({ row }) => row),
        results: await inTurns(portion, ({ row, target }) => movePlan(row, target, frame)),
      }),
      write: async (portion) => {
        const { startsMs: starts, putOff, ...kept } = await keepPortion(turn, portion);
        round = sumOf(round, kept);
        startsMs.push(...starts);
        refused.push(...putOff);
        return true;
      },
    });
    if (refused.length > 0) throw new RefusedMovesError(refused);
    const done = new Set<PlannedMove>(fitting);
    return { round, startsMs, left: possible.filter((move) => !done.has(move)) };
  }
}

/** Those of workloads that have the same plan as when all were looked at, and whose start still lies ahead. */
async function possibleMoves(
  turn: PlanningTurn,
  moves: readonly PlannedMove[],
  nowMs: number,
): Promise<PossibleMove[]> {
  const claimed = await turn.claimOpen(
    moves.map(({ id }) => id),
    nowMs,
  );
  const rows = new Map(claimed.map((row) => [row.id, row]));
  return moves.flatMap((move) => {
    const row = rows.get(move.id);
    const startMs = slotStartMs(move.target.runs[0]?.from ?? NaN);
    if (row?.planNumber !== move.planNumber || !(startMs >= nowMs)) return [];
    // What it holds by now: one that was given up and tried again holds nothing.
    return [{ ...move, row, from: row.current?.reservation ?? null }];
  });
}
