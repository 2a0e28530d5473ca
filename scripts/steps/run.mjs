import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../../..');

/** The program of a package that is installed here, by its path in node_modules. */
export const tool = (file) => path.join(root, 'node_modules', file);

/**
 * Runs a command in the checkout to its end.
 * @returns {Promise<{code: number | null, output: string}>} with what it wrote, unless `inherit` shows that at once
 */
export function run(file, args, { inherit = false, env = process.env } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(file, args, {
      cwd: root,
      env,
      stdio: inherit ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // npm is a batch file on Windows.
      shell: process.platform === 'win32' && file === 'npm',
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Loads a compiled module, such as `libs/embedded/src/index.js`, of the build. */
export const loadBuilt = (file) => createRequire(import.meta.url)(path.join(root, 'dist', file));
