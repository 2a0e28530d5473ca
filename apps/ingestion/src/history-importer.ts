import { readHistoryFile } from './adapters/history-file.reader';
import { openObservationStore } from './adapters/open-observation-store';
import { ImportHistoryUseCase } from './features/import-history/import-history.use-case';
import type { ImportSummary } from './features/import-history/history-import';

/** A file to import. */
export interface FileToImport {
  path: string;
  zone: string;
  skipBadLines: boolean;
  /** Hears how far the file has been read. */
  onBytes: (bytesRead: number, bytesTotal: number) => void;
}

export interface HistoryImporter {
  /** @throws ImportRefusedError with the bad lines; nothing is stored then. */
  importFile(file: FileToImport): Promise<ImportSummary>;
  close(): Promise<void>;
}

/** What the import command composes: this app's import on a database of its own choosing, migrated first. */
export async function openHistoryImporter(databaseUrl: string): Promise<HistoryImporter> {
  const { writer, close } = await openObservationStore(databaseUrl);
  const useCase = new ImportHistoryUseCase(writer, { nowMs: Date.now });
  return {
    importFile: ({ path, onBytes, ...rest }) =>
      useCase.run({ ...rest, lines: readHistoryFile(path, onBytes) }),
    close,
  };
}

export { ImportRefusedError } from './features/import-history/history-import';
export type { ImportSummary } from './features/import-history/history-import';
