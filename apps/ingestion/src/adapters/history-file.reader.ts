import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { ImportRefusedError } from '../features/import-history/history-import';
import type { HistoryLine } from '../features/import-history/history-import';

const GZIP_MAGIC = 0x1f8b;

/** A CSV file, plain or gzipped, as numbered records. `onBytes` hears how many bytes of the file have been read. */
export async function* readHistoryFile(
  path: string,
  onBytes: (bytesRead: number, bytesTotal: number) => void,
): AsyncGenerator<HistoryLine> {
  const { size } = await stat(path);
  const file = createReadStream(path);
  let bytesRead = 0;
  const counted = file.pipe(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytesRead += chunk.length;
        onBytes(bytesRead, size);
        done(null, chunk);
      },
    }),
  );
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
  const source = (await isGzip(path)) ? counted.pipe(createGunzip()) : counted;
  for (const stream of [file, counted, source]) {
    stream.on('error', (error: Error) => parser.destroy(error));
  }
  source.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    throw new ImportRefusedError(`the file cannot be read: ${(error as Error).message}`);
  } finally {
    file.destroy();
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === GZIP_MAGIC;
  } finally {
    await file.close();
  }
}
