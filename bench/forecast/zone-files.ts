import { readdir } from 'node:fs/promises';
import path from 'node:path';

interface ZoneFile {
  readonly zone: string;
  readonly file: string;
}

const CSV = /^(.+)\.csv(\.gz)?$/;

/** The zones that a folder has files of, or those asked for. @throws Error for a folder or a zone that is not there. */
export async function findZoneFiles(folder: string, wanted?: readonly string[]): Promise<ZoneFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new Error(`the folder ${folder} cannot be read: ${(error as Error).message}`);
  });
  const found = names.sort().flatMap((name) => {
    const zone = CSV.exec(name)?.[1];
    return zone === undefined ? [] : [{ zone, file: path.join(folder, name) }];
  });
  if (found.length === 0) throw new Error(`there is no .csv or .csv.gz file in ${folder}`);
  const twice = found.find(({ zone }, i) => found[i - 1]?.zone === zone);
  if (twice !== undefined) throw new Error(`there are two files of zone ${twice.zone} in ${folder}`);
  return wanted === undefined ? found : wanted.map((zone) => fileOf(zone, found));
}

function fileOf(wanted: string, found: readonly ZoneFile[]): ZoneFile {
  const match = found.find(({ zone }) => zone.toLowerCase() === wanted.toLowerCase());
  if (match !== undefined) return match;
  throw new Error(
    `there is no file of zone "${wanted}"; there are ${found.map(({ zone }) => zone).join(', ')}`,
  );
}
