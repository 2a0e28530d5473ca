import { createHash } from 'node:crypto';
import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root, run, tool } from './run.mjs';
import { giveUp, showing } from './terminal.mjs';

const SOURCES = ['apps', 'libs'];
const SETTINGS = ['.swcrc', 'package-lock.json'];
const dist = path.join(root, 'dist');
const stamp = path.join(dist, '.sources');

/** Compiles the sources, unless they are as they were at the last build. */
export async function ensureBuild() {
  const sources = await fingerprint();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) return;
  await showing('Building', () => build(sources));
}

/** Builds beside the old one and then takes its place, so that nobody ever loads half a build. */
async function build(sources) {
  const draft = `${dist}.${process.pid}`;
  const swc = [tool('@swc/cli/bin/swc.js'), ...SOURCES, '-d', draft, '--quiet'];
  const ran = await run(process.execPath, swc);
  if (ran.code !== 0) {
    await rm(draft, { recursive: true, force: true });
    giveUp(`The build failed:\n${ran.output}`);
  }
  await writeFile(path.join(draft, '.sources'), sources);
  await rm(dist, { recursive: true, force: true });
  // Somebody else who builds at the same moment builds the same.
  await rename(draft, dist).catch(() => rm(draft, { recursive: true, force: true }));
}

/** Names, sizes and times of all sources: cheap, and different whenever an editor or git touched one. */
async function fingerprint() {
  const hash = createHash('sha256');
  const listed = await Promise.all(SOURCES.map((folder) => filesIn(folder)));
  for (const file of [...listed.flat(), ...SETTINGS].sort()) {
    const { size, mtimeMs } = await stat(path.join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function filesIn(folder) {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}
