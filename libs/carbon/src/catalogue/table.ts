/**
 * Reads the catalogue's data tables: one record per line, cells between `|`, the first line naming the columns.
 * The tables are part of the program, so a wrong one stops the start instead of being skipped.
 */
export function readTable(text: string): ReadonlyMap<string, string>[] {
  const [head, ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 0);
  if (head === undefined) throw new RangeError('the table is empty');
  const columns = cellsOf(head);
  return lines.map((line) => {
    const cells = cellsOf(line);
    if (cells.length !== columns.length) {
      throw new RangeError(`${columns.length} cells expected, ${cells.length} found in: ${line}`);
    }
    return new Map(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

/** The text of a cell. @throws RangeError where it is missing or empty. */
export function requiredCell(row: ReadonlyMap<string, string>, column: string): string {
  const cell = row.get(column);
  if (!cell) throw new RangeError(`column ${column} is missing in ${[...row.values()].join(' | ')}`);
  return cell;
}

/** A finite number of a text. @throws RangeError on any other text. */
export function numberOf(text: string | undefined): number {
  const value = Number(text);
  if (!text || !Number.isFinite(value)) throw new RangeError(`${text ?? 'nothing'} is no number`);
  return value;
}

const cellsOf = (line: string): string[] => line.split('|').map((cell) => cell.trim());
