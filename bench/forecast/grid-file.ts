import { DAY_MS, HOUR_MS, toIso } from '@ecobe/carbon';
import { readCsvLines } from './csv-lines';

/** Hourly columns of a zone's file, NaN where a cell is empty or a line is missing. */
export interface GridFile {
  readonly file: string;
  readonly startMs: number;
  readonly hourCount: number;
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** Hours that have no line. */
  readonly missingLineCount: number;
}

const TIME_COLUMN = 'datetime_utc';
const MAX_GAP_DAYS = 366;
const ISO_HOUR = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):00(:00(\.0+)?)?(Z|[+-]00:?00)?$/;

/** Reads a file of the benchmark's format. @throws Error that names file and line of what is wrong. */
export async function readGridFile(file: string): Promise<GridFile> {
  const [header, ...lines] = await readCsvLines(file);
  if (header === undefined || lines.length === 0) throw new Error(`${file} holds no hours`);
  const names = header.cells.map((name) => name.trim());
  const timeIndex = names.indexOf(TIME_COLUMN);
  if (timeIndex < 0) throw new Error(`${file}, line ${header.line}: there is no column ${TIME_COLUMN}`);
  const times: number[] = [];
  for (const { line, cells } of lines) {
    const where = `${file}, line ${line}`;
    if (cells.length !== names.length)
      throw new Error(`${where}: ${cells.length} cells, the header has ${names.length}`);
    times.push(nextHour(cells[timeIndex] ?? '', times.at(-1), where));
  }
  const [startMs = 0, endMs = 0] = [times[0], times.at(-1)];
  const hourCount = (endMs - startMs) / HOUR_MS + 1;
  const columns = new Map<string, Float64Array>();
  for (const [index, name] of names.entries()) {
    if (index === timeIndex) continue;
    if (columns.has(name)) throw new Error(`${file}, line ${header.line}: column ${name} is there twice`);
    const values = new Float64Array(hourCount).fill(NaN);
    lines.forEach(({ line, cells }, row) => {
      const hour = ((times[row] ?? NaN) - startMs) / HOUR_MS;
      values[hour] = parseCell(cells[index] ?? '', name, `${file}, line ${line}`);
    });
    columns.set(name, values);
  }
  return { file, startMs, hourCount, columns, missingLineCount: hourCount - lines.length };
}

function nextHour(text: string, previousMs: number | undefined, where: string): number {
  const [, day, hour] = ISO_HOUR.exec(text.trim()) ?? [];
  const atMs = day === undefined ? NaN : Date.parse(`${day}T${hour}:00:00Z`);
  if (Number.isNaN(atMs)) throw new Error(`${where}: "${text}" is no full hour in UTC`);
  if (previousMs === undefined) return atMs;
  if (atMs === previousMs) throw new Error(`${where}: ${toIso(atMs)} is there twice`);
  if (atMs < previousMs) throw new Error(`${where}: ${toIso(atMs)} comes after ${toIso(previousMs)}`);
  if (atMs - previousMs > MAX_GAP_DAYS * DAY_MS)
    throw new Error(`${where}: more than ${MAX_GAP_DAYS} days without a line before ${toIso(atMs)}`);
  return atMs;
}

/** An empty cell is an unknown value; anything else is a number, and no intensity is below zero. */
function parseCell(text: string, column: string, where: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return NaN;
  const value = Number(trimmed);
  const isIntensity = column.startsWith('carbon_intensity');
  if (!Number.isFinite(value) || (isIntensity && value < 0))
    throw new Error(`${where}: ${column} "${text}" is no ${isIntensity ? 'carbon intensity' : 'number'}`);
  return value;
}
