import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { readHistoryFile } from './history-file.reader';

const TEXT = '\uFEFFa,b\n1,"x, y"\n\n2,z\n';

describe('history file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ecobe-history-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const read = async (name: string, content: string | Buffer) => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    const lines = [];
    let progress = [0, 0];
    for await (const line of readHistoryFile(file, (...bytes) => (progress = bytes))) lines.push(line);
    return { lines, progress };
  };

  it.each([
    ['plain', 'plain.csv', TEXT],
    ['gzipped, whatever its name', 'zipped.csv', gzipSync(TEXT)],
  ])('reads records with their line numbers from a %s file', async (_, name, content) => {
    const { lines, progress } = await read(name, content);
    expect(lines).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'x, y'] },
      { line: 4, cells: ['2', 'z'] },
    ]);
    const bytes = Buffer.byteLength(content);
    expect(progress).toEqual([bytes, bytes]);
  });

  it('refuses a truncated gzip file', async () => {
    const whole = gzipSync(TEXT.repeat(1000));
    await expect(read('cut.csv.gz', whole.subarray(0, whole.length - 20))).rejects.toThrow('cannot be read');
  });

  it('refuses a quote that never ends', async () => {
    await expect(read('quote.csv', 'a,b\n1,"x\n')).rejects.toThrow('cannot be read');
  });

  it('gives nothing for an empty file', async () => {
    expect((await read('empty.csv', '')).lines).toEqual([]);
  });
});
