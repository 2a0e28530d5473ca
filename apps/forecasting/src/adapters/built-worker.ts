import path from 'node:path';

/**
 * A compiled worker of this folder: beside this file in a build; where this file is a source, in the build of the
 * checkout.
 */
export function builtWorker(name: string): string {
  if (!__filename.endsWith('.ts')) return path.join(__dirname, name);
  const root = path.resolve(__dirname, '../../../..');
  return path.join(root, 'dist', path.relative(root, __dirname), name);
}
