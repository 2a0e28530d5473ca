import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { SeriesResponse } from '@ecobe/contracts';
import { ISSUED_HOURS } from '@ecobe/forecast';
import type { TrainedInputs } from '../../ports/forecast-maker';
import type { GridHoursReader } from '../../ports/grid-hours-reader';
import type { TrainedModel } from '../../ports/trained-model';
import { GridColumns } from '../train-model/grid-columns';

/** Something that a trained model needs was away: it may be back in a moment. */
export class InputsAwayError extends Error {
  override readonly name = 'InputsAwayError';
}

/** Reads generation and weather for the model that serves a series. Series without one do not pay for them. */
export class TrainedInputsReader {
  constructor(private readonly gridHours: GridHoursReader) {}

  /**
   * @param mayDegrade a fault of ingestion is borne: the model speaks from the history alone, and the forecast says why
   * @throws InputsAwayError for a fault of ingestion that is not to be borne
   */
  async read(
    serving: TrainedModel,
    series: SeriesResponse,
    nowMs: number,
    mayDegrade: boolean,
  ): Promise<TrainedInputs> {
    const misfit = whyNot(serving, series, nowMs);
    if (misfit !== null)
      return { serving, parts: null, skipped: [{ model: serving.trainer, reason: misfit }] };
    const span = { startMs: Date.parse(series.start), endMs: startOfHour(nowMs) + ISSUED_HOURS * HOUR_MS };
    try {
      const columns = new GridColumns(span);
      columns.add(await this.gridHours.read(series.zone, series.basis, span));
      return { serving, parts: columns.parts(series.values.length), skipped: [] };
    } catch (error) {
      const reason = `generation and weather could not be read (${(error as Error).message})`;
      if (!mayDegrade) throw new InputsAwayError(reason, { cause: error });
      return { serving, parts: {}, skipped: [{ model: `${serving.trainer} with all inputs`, reason }] };
    }
  }
}

/** Why a model must not speak for a series now, or null. */
function whyNot(
  { kind, spanUntilMs }: TrainedModel,
  { quality }: SeriesResponse,
  nowMs: number,
): string | null {
  const seriesKind = quality === 'simulated' ? 'simulated' : 'real';
  if (kind !== seriesKind) return `it was trained on ${kind} history, the series is ${seriesKind} now`;
  return spanUntilMs > startOfHour(nowMs) ? 'it was trained on hours after this issue' : null;
}
