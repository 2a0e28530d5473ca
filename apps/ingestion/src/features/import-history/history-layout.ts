import { MINUTE_MS, toIso } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import type { GenerationMw } from '../../ports/observation-store';
import type { ImportedHour } from './imported-weather';

/** One line of a history file in our own terms; null where the cell is empty. */
export interface HistoryRow {
  validAtMs: number;
  carbonIntensityGPerKwh: Record<Basis, number | null>;
  quality: 'measured' | 'estimated';
  generation: GenerationMw | null;
  weather: ImportedHour | null;
  /** Zone that the line itself names, where the layout has one. */
  zone: string | null;
}

/** A kind of history file: how its lines are read, and under which source name they are stored. */
export interface HistoryLayout {
  name: string;
  source: string;
  /** @throws BadLineError naming what is wrong with the line. */
  read: (cells: readonly string[]) => HistoryRow;
}

/** A line that cannot be imported; the message says why. */
export class BadLineError extends Error {
  override readonly name = 'BadLineError';
}

const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.(\d{1,9}))?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/i;

/**
 * Epoch ms of `2021-01-01T00:00:00Z` or `2021-01-01 00:00:00`; a text without an offset is UTC.
 * The calendar has to hold the date: 30 February is none, though Date.parse would make 2 March of it. @throws BadLineError
 */
export function readInstant(cell: string): number {
  const [, date, time, seconds = ':00', fraction = '', offset = 'Z'] = INSTANT.exec(cell.trim()) ?? [];
  const wallClock = `${date}T${time}${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const wallClockMs = Date.parse(wallClock);
  if (Number.isNaN(wallClockMs) || toIso(wallClockMs) !== wallClock) {
    throw new BadLineError(`"${shorten(cell)}" is no date and time`);
  }
  return wallClockMs - offsetMs(offset);
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}

/** A number, or null for an empty cell. @throws BadLineError for any other text, or below `minimum`. */
export function readNumber(cell: string | undefined, column: string, minimum?: number): number | null {
  const text = (cell ?? '').trim();
  if (text === '') return null;
  const value = Number(text);
  if (!Number.isFinite(value)) throw new BadLineError(`${column}: "${shorten(text)}" is no number`);
  if (minimum !== undefined && value < minimum) {
    throw new BadLineError(`${column}: ${value} is below ${minimum}`);
  }
  return value;
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
