import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const headsSchema = z.array(
  z.object({
    chain: z.enum(['entries', 'emissions']),
    organizationId: z.string(),
    number: z.number().int().positive(),
    hash: z.string(),
  }),
);
export type KeptHeads = z.infer<typeof headsSchema>;

/** Heads that a verification kept before; none where the file is not there yet. @throws Error for a file of another kind */
export async function keptHeads(file: string): Promise<KeptHeads> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '[]';
    throw error;
  });
  try {
    return headsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} holds no heads of audit chains, as --heads keeps them.`, { cause });
  }
}

/** Keeps them for the next one, a line each. */
export const keepHeads = (file: string, heads: readonly KeptHeads[number][]): Promise<void> =>
  writeFile(file, `[\n${heads.map((head) => JSON.stringify(head)).join(',\n')}\n]\n`);
