import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { SeriesResponse } from '@ecobe/contracts';
import { ISSUED_HOURS } from '@ecobe/forecast';
import type { ForecastModel, GridHistory, SkippedModel } from '@ecobe/forecast';
import type { GridHoursReader } from '../../ports/grid-hours-reader';
import type { TrainedModel } from '../../ports/trained-model';
import { GridColumns } from '../train-model/grid-columns';
import { guarded } from './guarded-model';
import type { ServingModels } from './serving-models';

/** What a trained model brings to a forecast. */
export interface TrainedInputs {
  readonly serving: TrainedModel;
  /** Null where it cannot speak at all; `skipped` says why. */
  readonly model: ForecastModel | null;
  readonly parts: Omit<GridHistory, 'history'>;
  readonly skipped: readonly SkippedModel[];
}

/** Makes the model that serves a series ready, with generation and weather. Series without one pay for neither. */
export class TrainedInputsReader {
  constructor(
    private readonly models: Pick<ServingModels, 'opened'>,
    private readonly gridHours: GridHoursReader,
  ) {}

  /** Never throws for a fault of ingestion or of the model: the simpler models take over, and the forecast says why. */
  async read(serving: TrainedModel, series: SeriesResponse, nowMs: number): Promise<TrainedInputs> {
    const misfit = whyNot(serving, series, nowMs);
    const opened =
      misfit === null ? await this.models.opened(serving) : { kind: 'closed' as const, reason: misfit };
    if (opened.kind === 'closed') {
      return {
        serving,
        model: null,
        parts: {},
        skipped: [{ model: serving.trainer, reason: opened.reason }],
      };
    }
    const span = { startMs: Date.parse(series.start), endMs: startOfHour(nowMs) + ISSUED_HOURS * HOUR_MS };
    const model = guarded(opened.model);
    try {
      const columns = new GridColumns(span);
      columns.add(await this.gridHours.read(series.zone, series.basis, span));
      return { serving, model, parts: columns.parts(series.values.length), skipped: [] };
    } catch (error) {
      const reason = `generation and weather could not be read (${(error as Error).message})`;
      return {
        serving,
        model,
        parts: {},
        skipped: [{ model: `${serving.trainer} with all inputs`, reason }],
      };
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
