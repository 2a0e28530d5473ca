import { Worker } from 'node:worker_threads';
import type { FromForecastThread, ToForecastThread } from '../features/issue-forecast/serve-forecasts';
import type { ForecastMaker, ForecastOrder, MadeForecast } from '../ports/forecast-maker';
import type { ModelRegistry } from '../ports/model-registry';
import { buffersOf } from './buffers-of';

export interface ForecastThreadOptions {
  /** What the thread runs. */
  readonly file: string;
  readonly execArgv: string[];
  /** An order that takes longer hangs: its thread is ended. */
  readonly timeoutMs: number;
  readonly maxHeapMb: number;
  /** Models that the thread keeps open at most. */
  readonly maxSeries: number;
}

/** Who waited longest at so many deaths of the thread is taken for their cause. */
const MAX_DEATHS = 2;

interface Pending {
  /** Null for an order without a trained model. */
  readonly modelId: number | null;
  readonly resolve: (made: MadeForecast) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Makes forecasts in a thread that keeps the models open. It starts with the first order; one that died is started anew
 * by the next order, and those who wait for the dead one hear an error. A model that ended it twice is not asked again by
 * this process, so that it does not take the others along.
 */
export class ForecastThread implements ForecastMaker {
  private readonly pending = new Map<number, Pending>();
  /** How often the thread died while an order of a model was the first in the queue. */
  private readonly deaths = new Map<number, number>();
  private worker: Worker | null = null;
  private isClosed = false;
  private orderCount = 0;

  constructor(
    private readonly registry: Pick<ModelRegistry, 'fitOf'>,
    private readonly options: ForecastThreadOptions,
  ) {}

  async make(order: ForecastOrder): Promise<MadeForecast> {
    if (this.isClosed) throw new Error('no forecast is made while the process is ending');
    const modelId = order.trained?.serving.id ?? null;
    if (modelId !== null && (this.deaths.get(modelId) ?? 0) >= MAX_DEATHS) {
      throw new Error(`the thread of forecasts ended ${MAX_DEATHS} times while this model was asked`);
    }
    const worker = (this.worker ??= this.start());
    const orderId = (this.orderCount += 1);
    const timer = setTimeout(() => {
      this.end(worker, `an order took longer than ${this.options.timeoutMs} ms`);
    }, this.options.timeoutMs);
    try {
      return await new Promise<MadeForecast>((resolve, reject) => {
        this.pending.set(orderId, { modelId, resolve, reject });
        const message: ToForecastThread = { kind: 'make', orderId, order };
        worker.postMessage(message, buffersOf(order.trained?.parts ?? {}));
      });
    } finally {
      clearTimeout(timer);
      this.pending.delete(orderId);
    }
  }

  /** Ends the thread; those who wait for it hear an error. Nothing begins after it. */
  async close(): Promise<void> {
    this.isClosed = true;
    const { worker } = this;
    if (worker === null) return;
    this.end(worker, 'the process is ending');
    await worker.terminate();
  }

  private start(): Worker {
    const { file, execArgv, maxHeapMb, maxSeries } = this.options;
    const resourceLimits = { maxOldGenerationSizeMb: maxHeapMb };
    const worker = new Worker(file, { workerData: maxSeries, execArgv, resourceLimits });
    // A process that has nothing else to do may end.
    worker.unref();
    worker.on('message', (message: FromForecastThread) => {
      this.hear(worker, message);
    });
    worker.once('error', (error) => {
      this.end(worker, error.message);
    });
    worker.once('exit', (code) => {
      this.end(worker, `exit code ${code}`);
    });
    return worker;
  }

  private hear(worker: Worker, message: FromForecastThread): void {
    if (message.kind === 'fit-wanted') return void this.sendFit(worker, message.modelId);
    const waiting = this.pending.get(message.orderId);
    if (message.kind === 'made') waiting?.resolve(message.made);
    else waiting?.reject(new Error(message.reason));
  }

  private async sendFit(worker: Worker, modelId: number): Promise<void> {
    const tell = (bytes: Uint8Array | null, fault: string | null) => {
      const message: ToForecastThread = { kind: 'fit', modelId, bytes, fault };
      worker.postMessage(message);
    };
    try {
      tell(await this.registry.fitOf(modelId), null);
    } catch (error) {
      tell(null, (error as Error).message);
    }
  }

  private end(worker: Worker, reason: string): void {
    if (this.worker !== worker) return;
    this.worker = null;
    void worker.terminate();
    const [first] = this.pending.values();
    if (first?.modelId != null) this.deaths.set(first.modelId, (this.deaths.get(first.modelId) ?? 0) + 1);
    for (const { reject } of this.pending.values()) {
      reject(new Error(`the thread of forecasts ended (${reason})`));
    }
    this.pending.clear();
  }
}
