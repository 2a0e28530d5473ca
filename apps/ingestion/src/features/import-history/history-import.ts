import type { RowsAdded } from '../../ports/observation-store';

/** One record of a file with the number of the line it stands on. */
export interface HistoryLine {
  line: number;
  cells: string[];
}

export interface ImportRequest {
  zone: string;
  /** The header first. */
  lines: AsyncIterable<HistoryLine>;
  /** Import the good lines although some are bad. */
  skipBadLines: boolean;
}

export interface BadLine {
  line: number;
  reason: string;
}

export interface ImportSummary {
  layout: string;
  source: string;
  linesRead: number;
  badLineCount: number;
  /** The first of them. */
  badLines: BadLine[];
  added: RowsAdded;
  /** Epoch ms of the first and last hour in the file. */
  span: { firstMs: number; lastMs: number };
}

/** The file was not imported, and nothing of it is stored. */
export class ImportRefusedError extends Error {
  override readonly name = 'ImportRefusedError';

  constructor(
    message: string,
    readonly badLines: BadLine[] = [],
    readonly badLineCount = 0,
  ) {
    super(message);
  }
}
