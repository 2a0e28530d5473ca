import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

const isGzip = (bytes: Buffer): boolean => bytes.length > 1 && bytes.readUInt16BE() === 0x1f8b;

/** Non-empty lines of a CSV file, plain or gzipped, with their numbers. @throws Error that names the file. */
export async function readCsvLines(file: string): Promise<CsvLine[]> {
  try {
    const bytes = await readFile(file);
    const text = isGzip(bytes) ? gunzipSync(bytes) : bytes;
    const lines: CsvLine[] = [];
    parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines: line }) => {
        lines.push({ line, cells });
        return null;
      },
    });
    return lines;
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
}
