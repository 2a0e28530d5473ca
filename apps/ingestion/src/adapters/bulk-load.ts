import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { columnsOf } from './observation-tables';
import type { ObservationTable } from './observation-tables';
import { copyToStage, createStage, insertFromStage } from './revision.sql';

const ROWS_PER_CHUNK = 2_000;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyText(cell: string | number | null): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  return cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

function* copyLines<Row>(table: ObservationTable<Row>, rows: Row[]): Generator<string> {
  const columns = columnsOf(table);
  for (let start = 0; start < rows.length; start += ROWS_PER_CHUNK) {
    let text = '';
    for (const row of rows.slice(start, start + ROWS_PER_CHUNK)) {
      text += `${columns.map((column) => copyText(column.of(row))).join('\t')}\n`;
    }
    yield text;
  }
}

/** Loads one table's rows by COPY into a temporary table, then adds what is new or revised. Lives inside a transaction. */
export class BulkLoad<Row> {
  private isStaged = false;

  constructor(
    private readonly client: PoolClient,
    private readonly table: ObservationTable<Row>,
  ) {}

  async stage(rows: Row[]): Promise<void> {
    if (rows.length === 0) return;
    if (!this.isStaged) await this.client.query(createStage(this.table));
    this.isStaged = true;
    await pipeline(
      Readable.from(copyLines(this.table, rows)),
      this.client.query(copyFrom(copyToStage(this.table))),
    );
  }

  /** @returns rows added. */
  async insertChanged(): Promise<number> {
    if (!this.isStaged) return 0;
    const result = await this.client.query(insertFromStage(this.table));
    return result.rowCount ?? 0;
  }
}
