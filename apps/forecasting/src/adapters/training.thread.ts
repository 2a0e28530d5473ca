import { Worker } from 'node:worker_threads';
import type { ThreadMessage } from '../features/train-model/serve-training';
import type { TrainingOutcome, TrainingRunner, TrainingTask } from '../ports/training-runner';
import { buffersOf } from './buffers-of';
import { builtWorker } from './built-worker';

/** Ten times what the slowest training may take on a laptop: beyond it something hangs. */
const TIMEOUT_MS = 15 * 60_000;
/** A training that wants more is ended as an error, before it takes the whole process along. */
const MAX_HEAP_MB = 1_024;

export interface ThreadOptions {
  /** What the thread runs. */
  readonly file: string;
  readonly execArgv: string[];
  readonly timeoutMs: number;
  readonly maxHeapMb: number;
}

/** Runs each training in a thread of its own, which ends with it: neither its work nor its death reaches the process. */
export class TrainingThread implements TrainingRunner {
  private readonly running = new Set<Worker>();
  private readonly options: ThreadOptions;
  private isClosed = false;

  constructor(options: Partial<ThreadOptions> = {}) {
    this.options = {
      file: builtWorker('training.worker.js'),
      execArgv: [],
      timeoutMs: TIMEOUT_MS,
      maxHeapMb: MAX_HEAP_MB,
      ...options,
    };
  }

  async run(task: TrainingTask, onProgress: (share: number) => void): Promise<TrainingOutcome> {
    if (this.isClosed) throw new Error('no training begins while the process is ending');
    const { file, execArgv, timeoutMs, maxHeapMb } = this.options;
    const worker = new Worker(file, {
      workerData: task,
      transferList: buffersOf(task.grid),
      execArgv,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    this.running.add(worker);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      void worker.terminate();
    }, timeoutMs);
    try {
      return await outcomeOf(worker, onProgress, (code) => {
        if (this.isClosed) return 'was ended because the process is ending';
        if (isLate) return `took longer than ${timeoutMs} ms and was ended`;
        return `ended without an outcome (exit code ${code})`;
      });
    } finally {
      clearTimeout(timer);
      this.running.delete(worker);
    }
  }

  /** Ends what runs; those who wait for it hear an error. Nothing begins after it. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.running].map((worker) => worker.terminate()));
  }
}

function outcomeOf(
  worker: Worker,
  onProgress: (share: number) => void,
  whyEnded: (code: number) => string,
): Promise<TrainingOutcome> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'progress') onProgress(message.share);
      else resolve(message.outcome);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`the training ${whyEnded(code)}`));
    });
  });
}
