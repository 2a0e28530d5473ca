import { serialize } from 'node:v8';
import type { ForecastModel, GridHistory } from '@ecobe/forecast';
import type { KnownModel } from './known-models';

/** What learning took, and what came of it. */
export interface Training {
  /** CPU of the whole process while it trained; null for a rule that learns nothing. */
  readonly cpuSeconds: number | null;
  /** Most memory that the process has had so far, with runtime and data. */
  readonly peakMegabytes: number;
  /** Size of what was learnt, as production stores it. */
  readonly fitMegabytes: number | null;
  /** Why the trainer refused, so that a simpler model speaks instead. */
  readonly refusal: string | null;
}

const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;

/** Trains on the hours before `untilMs`; the model is opened from a copy of the fit, as another thread would get it. */
export async function trainModel(
  known: KnownModel,
  grid: GridHistory,
  untilMs: number,
  onProgress: (share: number) => void,
): Promise<{ model: ForecastModel | null; training: Training }> {
  if (known.kind === 'rule') {
    const training = {
      cpuSeconds: null,
      peakMegabytes: peakMegabytes(),
      fitMegabytes: null,
      refusal: null,
    };
    return { model: known.model, training };
  }
  const before = process.cpuUsage();
  const fit = await known.learn({ ...grid, untilMs, onProgress });
  const { user, system } = process.cpuUsage(before);
  const measured = { cpuSeconds: (user + system) / 1e6, peakMegabytes: peakMegabytes() };
  if (fit.kind === 'refused') {
    return { model: null, training: { ...measured, fitMegabytes: null, refusal: fit.reason } };
  }
  const fitMegabytes = serialize(fit).byteLength / 1024 ** 2;
  const model = known.open(structuredClone(fit));
  return { model, training: { ...measured, fitMegabytes, refusal: null } };
}
