import type { Basis } from '@ecobe/carbon';
import type { GenerationMw, WeatherObservation } from '../../ports/observation-store';

/** One line of a history file in our own terms; null where the cell is empty. */
export interface HistoryRow {
  validAtMs: number;
  carbonIntensityGPerKwh: Record<Basis, number | null>;
  quality: 'measured' | 'estimated';
  generation: GenerationMw | null;
  weather: Pick<
    WeatherObservation,
    'windSpeedMs' | 'temperatureK' | 'dewpointK' | 'shortwaveRadiationWPerM2' | 'precipitationMm'
  > | null;
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

const OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i;
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/i;

/** Epoch ms of `2021-01-01T00:00:00Z` or `2021-01-01 00:00:00`; a text without an offset is UTC. @throws BadLineError */
export function readInstant(cell: string): number {
  const text = cell.trim();
  const instantMs = INSTANT.test(text)
    ? Date.parse(OFFSET.test(text) ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`)
    : Number.NaN;
  if (Number.isNaN(instantMs)) throw new BadLineError(`"${shorten(cell)}" is no date and time`);
  return instantMs;
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
