import { parentPort } from 'node:worker_threads';
import type { ModelTrainer } from '@ecobe/forecast';
import type { ForecastOrder, MadeForecast } from '../../ports/forecast-maker';
import { DirectForecastMaker } from './direct-forecast.maker';
import { ServingModels } from './serving-models';

/** What a thread of forecasts is told. A fit without bytes: `fault` says why they could not be read, null that there are none. */
export type ToForecastThread =
  | { kind: 'make'; orderId: number; order: ForecastOrder }
  | { kind: 'fit'; modelId: number; bytes: Uint8Array | null; fault: string | null };

/** What it says. */
export type FromForecastThread =
  | { kind: 'made'; orderId: number; made: MadeForecast }
  | { kind: 'failed'; orderId: number; reason: string }
  | { kind: 'fit-wanted'; modelId: number };

type FitTold = Extract<ToForecastThread, { kind: 'fit' }>;

/**
 * The whole life of a thread of forecasts: it makes what is ordered, and asks for the bytes of a fit only where the
 * model is not open.
 * @param maxSeries models that it keeps open at most
 */
export function serveForecasts(trainers: readonly ModelTrainer[], maxSeries: number): void {
  const tell = (message: FromForecastThread) => {
    parentPort?.postMessage(message);
  };
  const waiting = new Map<number, ((told: FitTold) => void)[]>();
  const fitOf = async (modelId: number): Promise<Uint8Array | null> => {
    const told = await new Promise<FitTold>((resolve) => {
      waiting.set(modelId, [...(waiting.get(modelId) ?? []), resolve]);
      tell({ kind: 'fit-wanted', modelId });
    });
    if (told.fault !== null) throw new Error(told.fault);
    return told.bytes;
  };
  const maker = new DirectForecastMaker(new ServingModels({ fitOf }, trainers, maxSeries));
  const make = async (orderId: number, order: ForecastOrder): Promise<void> => {
    try {
      tell({ kind: 'made', orderId, made: await maker.make(order) });
    } catch (error) {
      tell({ kind: 'failed', orderId, reason: (error as Error).message });
    }
  };
  parentPort?.on('message', (message: ToForecastThread) => {
    if (message.kind === 'make') return void make(message.orderId, message.order);
    for (const resolve of waiting.get(message.modelId) ?? []) resolve(message);
    waiting.delete(message.modelId);
  });
}
