import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const git = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)('git', args, { cwd: __dirname })).stdout.trim();

/** What was measured: the commit, and a key of the code that decides the figures. */
export interface CodeVersion {
  readonly commit: string;
  /** Changes with the code of models and benchmark, and with nothing else. */
  readonly key: string | null;
}

/** @returns a null key where the code is changed and not committed, or is in no repository. */
export async function codeVersion(): Promise<CodeVersion> {
  try {
    const commit = await git('rev-parse', '--short=10', 'HEAD');
    const changed = await git('status', '--porcelain', '--', ':/libs/forecast', ':/bench/forecast');
    if (changed !== '') return { commit: `${commit} with changes`, key: null };
    const trees = await git('rev-parse', 'HEAD:libs/forecast', 'HEAD:bench/forecast');
    return {
      commit,
      key: trees
        .split('\n')
        .map((tree) => tree.slice(0, 10))
        .join('-'),
    };
  } catch {
    return { commit: 'unknown', key: null };
  }
}
