import type { ForecastMaker, ForecastOrder, MadeForecast } from '../../ports/forecast-maker';
import { guarded } from './guarded-model';
import { makeForecast } from './make-forecast';
import type { ServingModels } from './serving-models';

/** Makes forecasts where it is asked: it is what runs in a thread of forecasts. */
export class DirectForecastMaker implements ForecastMaker {
  constructor(private readonly models: Pick<ServingModels, 'opened'>) {}

  async make(order: ForecastOrder): Promise<MadeForecast> {
    const { trained, nowMs } = order;
    if (trained === null || trained.parts === null) return makeForecast(order, null);
    const opened = await this.models.opened(trained.serving, nowMs);
    if (opened.kind === 'open') return makeForecast(order, guarded(opened.model));
    const skipped = [{ model: trained.serving.trainer, reason: opened.reason }];
    return makeForecast({ ...order, trained: { ...trained, parts: null, skipped } }, null);
  }
}
