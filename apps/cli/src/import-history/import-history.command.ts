import path from 'node:path';
import { findZone, resolveRegion, zoneOfDataset } from '@ecobe/carbon';
import { HISTORY_IMPORTED } from '@ecobe/contracts';
import { acquireStores } from '@ecobe/embedded';
import { tellEvent } from '@ecobe/messaging';
import { loadSettings } from '@ecobe/platform';
import { Command } from 'commander';
import { ImportRefusedError, openHistoryImporter } from '../../../ingestion/src/history-importer';
import type { FileToImport, ImportSummary } from '../../../ingestion/src/history-importer';
import { importProgress } from './import-progress';
import { refusalOf, reportOf } from './import-report';
import { importThenTell } from './import-then-tell';
import type { ToldImport } from './import-then-tell';

interface ImportOptions {
  zone: string;
  file: string;
  skipBadLines: boolean;
}

const say = (lines: string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

/** `ecobe import`: stores a history file, whole or not at all, and tells a suite that runs on the same stores. */
export const importHistoryCommand = (): Command =>
  new Command('import')
    .description(
      'import hourly history of a zone: a CSV file, plain or gzipped, with generation by source or as Electricity Maps gives it by year',
    )
    .requiredOption(
      '--zone <zone>',
      'zone id (DE, US-CAL-CISO) or the name of a published data set (PJM, ISNE)',
    )
    .requiredOption('--file <path>', 'the file')
    .option('--skip-bad-lines', 'import the good lines although some are bad', false)
    .action(async (options: ImportOptions) => {
      process.exitCode = await importHistory(options);
    });

/** @returns exit code: 1 if nothing was imported. */
async function importHistory({ zone: name, file, skipBadLines }: ImportOptions): Promise<number> {
  const zone = zoneOfDataset(name);
  if (findZone(zone) === undefined) {
    const resolved = resolveRegion(zone);
    say([
      resolved.kind === 'unknown'
        ? resolved.reason
        : `"${name}" is a cloud region; its zone is ${resolved.zone}`,
    ]);
    return 1;
  }
  const startedMs = performance.now();
  const progress = importProgress(path.basename(file), process.stderr);
  const onBytes = (read: number, total: number) => {
    progress.show(read, total);
  };
  try {
    const { summary, warning } = await onStores({ path: file, zone, skipBadLines, onBytes });
    progress.end();
    say(reportOf(summary, zone, performance.now() - startedMs));
    if (warning !== null) process.stderr.write(`${warning}\n`);
    return 0;
  } catch (error) {
    progress.end();
    if (error instanceof ImportRefusedError) say(refusalOf(error));
    else say([(error as Error).message]);
    return 1;
  }
}

async function onStores(file: FileToImport): Promise<ToldImport<ImportSummary>> {
  const settings = loadSettings();
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, ECOBE_HOME: home } = settings;
  const stores = await acquireStores({
    home,
    databaseUrl,
    redisUrl,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    return await importThenTell(
      () => importInto(stores.databaseUrl, file),
      () => tellEvent({ ...settings, REDIS_URL: stores.redisUrl }, HISTORY_IMPORTED, { zone: file.zone }),
    );
  } finally {
    await stores.release();
  }
}

async function importInto(databaseUrl: string, file: FileToImport): Promise<ImportSummary> {
  const importer = await openHistoryImporter(databaseUrl);
  try {
    return await importer.importFile(file);
  } finally {
    await importer.close();
  }
}
