import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Version of the product: that of the nearest package.json above this file, built or not. */
export function productVersion(folder: string = __dirname): string {
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    return version;
  }
  if (dirname(folder) === folder) throw new Error('no package.json above the running code');
  return productVersion(dirname(folder));
}
