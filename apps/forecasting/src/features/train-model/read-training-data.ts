import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { Interval, SeriesKey } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { SeriesResponse } from '@ecobe/contracts';
import type { GridHistory } from '@ecobe/forecast';
import type { GridHoursReader } from '../../ports/grid-hours-reader';
import type { HistoryReader } from '../../ports/history-reader';
import type { SeriesKind } from '../../ports/trained-model';
import { GridColumns } from './grid-columns';

/** A page is small enough that nobody's event loop notices its text being read. */
const PAGE_DAYS = 31;
/** Three years: more tells nothing of the next days. */
const MAX_PAGES = Math.ceil((3 * 366) / PAGE_DAYS);
/** After so many pages without a known hour the history has ended. */
const MAX_EMPTY_PAGES = 3;

/** All that a series can be trained on. */
export interface TrainingData {
  readonly kind: SeriesKind;
  readonly grid: GridHistory;
  readonly knownHours: number;
}

/** The history of a series before an instant, page by page from the newest on; null where no hour is known. */
export async function readHistory(
  reader: HistoryReader,
  key: SeriesKey,
  untilMs: number,
): Promise<(Omit<TrainingData, 'grid'> & Pick<GridHistory, 'history'>) | null> {
  const pages: SeriesResponse[] = [];
  for (let page = 0, empty = 0; page < MAX_PAGES && empty < MAX_EMPTY_PAGES; page++) {
    const answer = await readPage(reader, key, pageBefore(untilMs, page));
    empty = answer === null ? empty + 1 : 0;
    if (answer !== null) pages.unshift(answer);
  }
  const [oldest] = pages;
  if (oldest === undefined) return null;
  const startMs = Date.parse(oldest.start);
  const values = new Float64Array((untilMs - startMs) / HOUR_MS).fill(NaN);
  let knownHours = 0;
  for (const page of pages) {
    const offset = (Date.parse(page.start) - startMs) / HOUR_MS;
    for (const [index, value] of page.values.entries()) {
      if (value === null) continue;
      values[offset + index] = value;
      knownHours += 1;
    }
  }
  return { kind: oneKind(pages), history: { startMs, values }, knownHours };
}

/** The history with generation and weather beside it. @throws ProblemError or Error where ingestion cannot be asked. */
export async function readTrainingData(
  readers: { history: HistoryReader; gridHours: GridHoursReader },
  key: SeriesKey,
  untilMs: number,
): Promise<TrainingData | null> {
  const read = await readHistory(readers.history, key, untilMs);
  if (read === null) return null;
  const { history, kind, knownHours } = read;
  const columns = new GridColumns({ startMs: history.startMs, endMs: untilMs });
  for (let page = 0; pageBefore(untilMs, page).endMs > history.startMs; page++) {
    columns.add(await readers.gridHours.read(key.zone, key.basis, pageBefore(untilMs, page)));
  }
  return { kind, knownHours, grid: { history, ...columns.parts(history.values.length) } };
}

const pageBefore = (untilMs: number, page: number): Interval => ({
  startMs: untilMs - (page + 1) * PAGE_DAYS * DAY_MS,
  endMs: untilMs - page * PAGE_DAYS * DAY_MS,
});

/** Null where nothing of the page is known. */
async function readPage(
  reader: HistoryReader,
  key: SeriesKey,
  span: Interval,
): Promise<SeriesResponse | null> {
  try {
    const page = await reader.read(key, span);
    return page.values.some((value) => value !== null) ? page : null;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'NO_OBSERVATIONS') return null;
    throw error;
  }
}

const kindOf = ({ quality }: SeriesResponse): SeriesKind => (quality === 'simulated' ? 'simulated' : 'real');

/** @throws Error where the series turned real while it was read: reading it again heals that. */
function oneKind(pages: readonly SeriesResponse[]): SeriesKind {
  const [kind, ...others] = new Set(pages.map(kindOf));
  if (kind !== undefined && others.length === 0) return kind;
  throw new Error('the series changed between simulated and real while its history was read');
}
