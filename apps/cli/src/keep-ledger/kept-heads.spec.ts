import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepHeads, keptHeads } from './kept-heads';
import type { KeptHeads } from './kept-heads';

describe('heads of audit chains kept in a file', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'ecobe-heads-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const heads: KeptHeads = [
    { chain: 'entries', organizationId: 'org "1"', number: 3, hash: 'ab' },
    { chain: 'emissions', organizationId: 'org-2', number: 1, hash: 'cd' },
  ];

  it('are read as they were kept, a line each, and only the last', async () => {
    const file = path.join(folder, 'heads.json');
    await keepHeads(file, [...heads, ...heads]);
    await keepHeads(file, heads);
    expect(await keptHeads(file)).toEqual(heads);
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(heads.length + 3);
    await keepHeads(file, []);
    expect(await keptHeads(file)).toEqual([]);
  });

  it('are none before the first verification', async () => {
    expect(await keptHeads(path.join(folder, 'none.json'))).toEqual([]);
  });

  it.each(['', 'heads', '{}', '[{"chain":"entries"}]', JSON.stringify([{ ...heads[0], number: 0 }])])(
    'are not what a file of another kind says: %j',
    async (text) => {
      const file = path.join(folder, 'other.json');
      await writeFile(file, text);
      await expect(keptHeads(file)).rejects.toThrow(`${file} holds no heads of audit chains`);
    },
  );

  it('are not taken for none where the file cannot be read', async () => {
    await expect(keptHeads(folder)).rejects.toThrow('EISDIR');
  });
});
