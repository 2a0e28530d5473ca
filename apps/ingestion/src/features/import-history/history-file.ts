import type { ObservationBatch, RowsAdded } from '../../ports/observation-store';
import { electricityMapsLayout } from './electricity-maps-layout';
import { generationLayout } from './generation-layout';
import { ImportRefusedError } from './history-import';
import type { BadLine, HistoryLine, ImportRequest, ImportSummary } from './history-import';
import { BadLineError } from './history-layout';
import type { HistoryLayout } from './history-layout';
import { HistoryReader, resolutionBetween } from './history-reader';

const LINES_PER_BATCH = 5_000;
const BAD_LINES_SHOWN = 20;
const emptyBatch = (): ObservationBatch => ({ carbonIntensity: [], generation: [], weather: [] });

/** One file on its way through: batches out, bad lines kept. */
export class HistoryFile {
  private readonly badLines: BadLine[] = [];
  private badLineCount = 0;
  private linesRead = 0;

  private constructor(
    private readonly request: ImportRequest,
    private readonly layout: HistoryLayout,
    private readonly reader: HistoryReader,
    private readonly head: HistoryLine[],
    private readonly rest: AsyncIterator<HistoryLine>,
  ) {}

  static async open(request: ImportRequest, nowMs: number): Promise<HistoryFile> {
    const rest = request.lines[Symbol.asyncIterator]();
    const header = await rest.next();
    if (header.done === true) throw new ImportRefusedError('the file is empty');
    const columns = header.value.cells;
    const layout = generationLayout(columns) ?? electricityMapsLayout(columns);
    if (layout === null) {
      throw new ImportRefusedError(
        `the header is of no known layout: it needs datetime_utc, carbon_intensity_lifecycle and ` +
          `carbon_intensity_direct, or Electricity Maps' "Datetime (UTC)" and "Carbon intensity ... (direct)" or "(Life cycle)"`,
      );
    }
    const { head, instants } = await firstLines(rest, layout);
    const [first, second] = instants;
    if (first === undefined || second === undefined) {
      throw new ImportRefusedError('the file holds fewer than two lines with a time');
    }
    const reader = new HistoryReader(layout, request.zone, columns.length, spacing(first, second), nowMs);
    return new HistoryFile(request, layout, reader, head, rest);
  }

  async *batches(): AsyncGenerator<ObservationBatch> {
    let batch = emptyBatch();
    for await (const record of this.records()) {
      this.linesRead += 1;
      this.read(record, batch);
      if (this.linesRead % LINES_PER_BATCH === 0) {
        yield batch;
        batch = emptyBatch();
      }
    }
    batch.weather.push(...this.reader.weather.runs());
    yield batch;
    this.refuseIfBad();
  }

  summary(added: RowsAdded): ImportSummary {
    const span = this.reader.span();
    if (span === null)
      throw new ImportRefusedError('no line could be read', this.badLines, this.badLineCount);
    const { linesRead, badLineCount, badLines } = this;
    return {
      layout: this.layout.name,
      source: this.layout.source,
      linesRead,
      badLineCount,
      badLines,
      added,
      span,
    };
  }

  private async *records(): AsyncGenerator<HistoryLine> {
    yield* this.head;
    for (let next = await this.rest.next(); next.done !== true; next = await this.rest.next()) {
      yield next.value;
    }
  }

  private read({ cells, line }: HistoryLine, batch: ObservationBatch): void {
    try {
      this.reader.read(cells, line, batch);
    } catch (error) {
      if (!(error instanceof BadLineError)) throw error;
      this.badLineCount += 1;
      if (this.badLines.length < BAD_LINES_SHOWN) this.badLines.push({ line, reason: error.message });
    }
  }

  private refuseIfBad(): void {
    if (this.badLineCount === 0 || this.request.skipBadLines) return;
    const lines = this.badLineCount === 1 ? '1 bad line' : `${this.badLineCount} bad lines`;
    throw new ImportRefusedError(`${lines}; nothing was imported`, this.badLines, this.badLineCount);
  }
}

/** Reads on until two lines have a time, for their spacing is the file's resolution. */
async function firstLines(rest: AsyncIterator<HistoryLine>, layout: HistoryLayout) {
  const head: HistoryLine[] = [];
  const instants = new Set<number>();
  while (instants.size < 2) {
    const next = await rest.next();
    if (next.done === true) break;
    head.push(next.value);
    try {
      instants.add(layout.read(next.value.cells).validAtMs);
    } catch (error) {
      if (!(error instanceof BadLineError)) throw error;
    }
  }
  return { head, instants: [...instants] };
}

function spacing(firstMs: number, secondMs: number): number {
  try {
    return resolutionBetween(firstMs, secondMs);
  } catch (error) {
    if (error instanceof BadLineError) throw new ImportRefusedError(error.message);
    throw error;
  }
}
