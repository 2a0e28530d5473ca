import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies, requireNode } from './dependencies.mjs';
import { root } from './run.mjs';

/** Everything that has to be there before compiled code can run: Node, packages and the build. */
export async function prepare() {
  requireNode();
  await ensureDependencies();
  await ensureBuild();
}

/** The settings of `.env`; what the environment sets already wins. Not for specs: they must not meet a user's own. */
export function readSettings() {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
