import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies, requireNode } from './dependencies.mjs';
import { root } from './run.mjs';

/** Everything that has to be there before compiled code can run: Node, packages, the build, and the settings of `.env`. */
export async function prepare() {
  requireNode();
  await ensureDependencies();
  await ensureBuild();
  readSettings();
}

/** What the environment sets already wins over the file. */
function readSettings() {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
