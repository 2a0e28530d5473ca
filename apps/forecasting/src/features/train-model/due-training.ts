import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { Training } from '../../ports/training-log';
import type { TrainReason } from './train-queue';

const WEEK_HOURS = 7 * 24;
const WEEK_MS = 7 * DAY_MS;
/** A series without enough history, or whose training failed, is tried again after so long. */
const RETRY_MS = DAY_MS;
/** So many more known hours are worth a training before its time: a month was imported. */
const MATERIAL_HOURS = 30 * 24;

export interface SeriesToTrain {
  readonly seriesId: string;
  readonly newest: Training | null;
  /** Whether a model is registered as serving that cannot: its trainer is gone, or it was trained in the future. */
  readonly isStuck: boolean;
  /** Whether it is one of simulated history while the series is real now, or the other way round. */
  readonly isOtherKind: boolean;
}

/** Why a series is due for training now, or null. */
export function dueReason(
  { seriesId, newest, isStuck, isOtherKind }: SeriesToTrain,
  nowMs: number,
): TrainReason | null {
  // A training in the future is one of another life of the suite's clock.
  if (newest === null || newest.startedAtMs > nowMs) return 'first';
  const isJudged = newest.state === 'promoted' || newest.state === 'rejected';
  if (isJudged && isOtherKind) return 'scheduled';
  if (isJudged && !isStuck) return newest.startedAtMs < slotBefore(seriesId, nowMs) ? 'scheduled' : null;
  if (nowMs - newest.startedAtMs < RETRY_MS) return null;
  return isStuck ? 'scheduled' : 'first';
}

/** Whether so much more is known than at the newest training that it should not wait for its time. */
export const hasMuchMore = (newest: Training | null, knownHours: number): boolean =>
  knownHours >= (newest?.knownHours ?? 0) + MATERIAL_HOURS;

/** The series' own hour of the week, the last time it came: spreads the series over the week. */
function slotBefore(seriesId: string, nowMs: number): number {
  const slotMs = (hashOf(seriesId) % WEEK_HOURS) * HOUR_MS;
  return Math.floor((nowMs - slotMs) / WEEK_MS) * WEEK_MS + slotMs;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
